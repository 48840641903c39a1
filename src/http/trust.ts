import { createPrivateKey, X509Certificate } from "node:crypto";
import { createSecureContext, type SecureContext } from "node:tls";
import { UsageError } from "../errors.ts";
import { readPlainFile } from "../system/plain-file.ts";
import type { ClientCertificate, HttpConnectionOptions } from "./request.ts";

/** The part of Node's secure context that its own `ca` option uses, one certificate at a time. */
interface NativeContext {
  readonly addCACert: (pem: string) => void;
}

/**
 * The secure context of a connection; undefined where Node's default is enough.
 *
 * Node's option `ca` would take the place of everything that is trusted otherwise: Node's own list or the system's
 * store (`--use-openssl-ca`, `--use-system-ca`), and `NODE_EXTRA_CA_CERTS`. A context without `ca` has all of them, and
 * keeps them when a certificate is added.
 *
 * @throws {UsageError} if a certificate cannot be read.
 */
export function secureContextFor({
  caPem,
  clientCertificate,
  env = {},
}: Pick<HttpConnectionOptions, "caPem" | "clientCertificate" | "env">): SecureContext | undefined {
  if (caPem === undefined && clientCertificate === undefined) return undefined;
  const secureContext = createSecureContext(clientCertificate === undefined ? {} : keyOptions(clientCertificate));
  const native = secureContext.context as NativeContext;
  const added = certificatesIn(caPem ?? "");
  // Node 20 copies its list for the first certificate that is added, without these.
  const extra = added.length === 0 ? [] : extraCertificates(env["NODE_EXTRA_CA_CERTS"]);
  for (const pem of [...added, ...extra]) native.addCACert(pem);
  return secureContext;
}

/** Node itself warns about a file that it cannot read, and goes on. */
function extraCertificates(path: string | undefined): string[] {
  try {
    const file = "NODE_EXTRA_CA_CERTS";
    return path ? certificatesIn(readPlainFile(path, { file, what: "certificates", maxBytes: 16 * 1024 * 1024 })) : [];
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

/** The certificates of a PEM text, one text each. @throws {UsageError} if one of them cannot be read. */
function certificatesIn(pem: string): string[] {
  const label = "(?:TRUSTED |X509 )?CERTIFICATE";
  const found = pem.match(new RegExp(`-----BEGIN ${label}-----[\\s\\S]*?-----END ${label}-----`, "g")) ?? [];
  for (const [index, one] of found.entries()) {
    try {
      new X509Certificate(one);
    } catch {
      throw new UsageError(`certificate ${index + 1} of the additional certificate authorities cannot be read`);
    }
  }
  if (found.length === 0 && pem.trim() !== "")
    throw new UsageError("the file of additional certificate authorities has no complete certificate in PEM form");
  return found;
}

/** Says which fault a client certificate has; undefined if it can be used. Never shows the key. */
export function checkClientCertificate(
  certificate: ClientCertificate,
): "needs-passphrase" | "wrong-passphrase" | "mismatch" | "unreadable" | undefined {
  const { certPem, keyPem, passphrase } = certificate;
  try {
    const key = createPrivateKey({ key: keyPem, ...(passphrase === undefined ? {} : { passphrase }) });
    if (!new X509Certificate(certPem).checkPrivateKey(key)) return "mismatch";
    createSecureContext(keyOptions(certificate));
    return undefined;
  } catch {
    if (!/ENCRYPTED/.test(keyPem)) return "unreadable";
    return passphrase === undefined ? "needs-passphrase" : "wrong-passphrase";
  }
}

function keyOptions({ certPem, keyPem, passphrase }: ClientCertificate) {
  return { cert: certPem, key: keyPem, ...(passphrase === undefined ? {} : { passphrase }) };
}
