import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** PEM files of a private certificate authority and of what it signed. */
export interface Certificates {
  /** Path of the authority's certificate. */
  readonly ca: string;
  /** Of a server on 127.0.0.1 and localhost. */
  readonly server: { readonly key: string; readonly cert: string };
  /** Paths for a client; `lockedKey` is the same key under a passphrase. */
  readonly client: { readonly cert: string; readonly key: string; readonly lockedKey: string };
}

/** Makes an authority in a folder; `name` tells several apart. */
export function makeCertificates(folder: string, name: string, passphrase: string): Certificates {
  const file = (suffix: string) => join(folder, `${name}-${suffix}.pem`);
  const openssl = (...args: string[]) => void execFileSync("openssl", args, { stdio: "ignore", cwd: folder });
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const ca = file("ca");
  openssl("req", "-x509", ...newKey, "-keyout", file("ca-key"), "-out", ca, "-days", "2", "-subj", `/CN=${name} CA`);
  const sign = (suffix: string, subject: string, extensions: string) => {
    writeFileSync(file(`${suffix}-ext`), extensions);
    const request = file(`${suffix}-request`);
    openssl("req", ...newKey, "-keyout", file(`${suffix}-key`), "-out", request, "-subj", subject);
    const authority = ["-CA", ca, "-CAkey", file("ca-key"), "-CAcreateserial"];
    const out = ["-out", file(suffix), "-days", "2", "-extfile", file(`${suffix}-ext`)];
    openssl("x509", "-req", "-in", request, ...authority, ...out);
  };
  sign("server", `/CN=${name} server`, "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
  sign("client", `/CN=${name} client`, "extendedKeyUsage=clientAuth\n");
  const [key, lockedKey] = [file("client-key"), file("client-locked-key")];
  openssl("pkcs8", "-topk8", "-in", key, "-out", lockedKey, "-v2", "aes-256-cbc", "-passout", `pass:${passphrase}`);
  return {
    ca,
    server: { key: readFileSync(file("server-key"), "utf8"), cert: readFileSync(file("server"), "utf8") },
    client: { cert: file("client"), key, lockedKey },
  };
}
