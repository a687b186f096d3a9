/** An address as it is compared: the same mailbox typed with other capitals or a stray space is the same person. */
export function emailKey(email: string): string {
  return email.normalize("NFC").trim().toLowerCase();
}

/** Whether something could be an address at all; only a mail that arrives proves more (RFC 5321 lengths). */
export function looksLikeEmail(email: string): boolean {
  const address = email.trim();
  return (
    address.length <= 254 && /^[^\s@<>(),;:"\\[\]]{1,64}@[^\s@<>(),;:"\\[\]]+\.[^\s@.]{2,}$/.test(address)
  );
}
