import { UsageError } from "../../errors.ts";
import type { ClientCertificate } from "../../http/request.ts";
import { checkClientCertificate } from "../../http/trust.ts";
import { defined } from "../../json/defined.ts";
import { readPlainFile } from "../../system/plain-file.ts";
import type { CliContext } from "../context.ts";

/** Holds the passphrase of `--client-key`. Not a flag: the command line is visible to every user of the machine. */
export const passphraseVariable = "DASHPREVIEW_CLIENT_KEY_PASSPHRASE";

/**
 * The client certificate for Grafana and Prometheus; undefined if none is given.
 *
 * @throws {UsageError} if one of the two files is missing, unreadable or not PEM, the passphrase is missing or wrong,
 *   or certificate and key do not belong together. The message shows neither key nor passphrase.
 */
export function clientCertificateFrom(
  { clientCert, clientKey }: { readonly clientCert?: string | undefined; readonly clientKey?: string | undefined },
  { env }: Pick<CliContext, "env">,
): ClientCertificate | undefined {
  if (clientCert === undefined && clientKey === undefined) return undefined;
  if (clientCert === undefined || clientKey === undefined)
    throw new UsageError("--client-cert and --client-key go together");
  const certPem = readPem("--client-cert", clientCert, "CERTIFICATE");
  const keyPem = readPem("--client-key", clientKey, "PRIVATE KEY");
  const passphrase = env[passphraseVariable] || undefined;
  const certificate = { certPem, keyPem, ...defined({ passphrase }) };
  const fault = checkClientCertificate(certificate);
  if (fault === undefined) return certificate;
  const why = {
    "needs-passphrase": `the key is encrypted: set ${passphraseVariable}`,
    "wrong-passphrase": `the passphrase in ${passphraseVariable} does not decrypt it`,
    mismatch: `it is not the key of the certificate in ${clientCert}`,
    unreadable: "it cannot be read; expected an RSA or EC key in PEM form",
  }[fault];
  throw new UsageError(`--client-key ${clientKey}: ${why}`);
}

function readPem(flag: string, path: string, kind: "CERTIFICATE" | "PRIVATE KEY"): string {
  const pem = readPlainFile(path, { file: `${flag} ${path}`, what: "a PEM file", maxBytes: 1024 * 1024 });
  if (new RegExp(`-----BEGIN [A-Z ]*${kind}-----`).test(pem)) return pem;
  throw new UsageError(`${flag} ${path}: it has no ${kind.toLowerCase()} in PEM form`);
}
