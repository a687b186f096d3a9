import "reflect-metadata";
import { generateKeyPairSync } from "node:crypto";
import * as x509 from "@peculiar/x509";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const dayMillis = 24 * 60 * 60 * 1000;

export interface Pem {
  cert: string;
  key: string;
}

export interface Authority {
  pem: Pem;
  /** A certificate for a service, for both ends of a connection, in its name and for this machine. */
  issue(name: string, options?: { from?: Date; days?: number }): Promise<Pem>;
}

async function newKeys() {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pkcs8 = privateKey.export({ type: "pkcs8", format: "der" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const { subtle } = globalThis.crypto;
  const pair = {
    privateKey: await subtle.importKey("pkcs8", pkcs8, algorithm, false, ["sign"]),
    publicKey: await subtle.importKey("spki", spki, algorithm, true, ["verify"]),
  };
  return { pair, key: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}

/** A certificate authority for one machine's development, made anew each time. */
export async function newAuthority(name: string): Promise<Authority> {
  const { pair, key } = await newKeys();
  const now = Date.now();
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    notBefore: new Date(now - dayMillis),
    notAfter: new Date(now + 3650 * dayMillis),
    signingAlgorithm: algorithm,
    keys: pair,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(pair.publicKey),
    ],
  });
  return {
    pem: { cert: root.toString("pem"), key },
    issue: (service, options) => issue(root, pair.privateKey, service, options),
  };
}

async function issue(
  root: x509.X509Certificate,
  signingKey: CryptoKey,
  name: string,
  { from = new Date(Date.now() - dayMillis), days = 90 }: { from?: Date; days?: number } = {},
): Promise<Pem> {
  const { pair, key } = await newKeys();
  const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
  const cert = await x509.X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: root.subject,
    notBefore: from,
    notAfter: new Date(from.getTime() + days * dayMillis),
    signingAlgorithm: algorithm,
    publicKey: pair.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([serverAuth, clientAuth], true),
      new x509.SubjectAlternativeNameExtension([
        { type: "dns", value: name },
        { type: "dns", value: "localhost" },
        { type: "ip", value: "127.0.0.1" },
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(root.publicKey),
    ],
  });
  return { cert: cert.toString("pem"), key };
}
