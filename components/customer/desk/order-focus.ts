let wanted: string | undefined;

const headingId = (orderId: string) => `order-${orderId}`;

/** Takes the focus into an order as soon as it is on the screen: whoever opens it by key goes on there. */
export function enterOrder(orderId: string): void {
  wanted = orderId;
  focusWantedOrder(orderId);
}

/** Called by an order when it appears. */
export function focusWantedOrder(orderId: string): void {
  if (wanted !== orderId) return;
  const heading = document.getElementById(headingId(orderId));
  if (heading === null) return;
  wanted = undefined;
  heading.focus();
}

export { headingId as orderHeadingId };
