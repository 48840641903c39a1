import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Certificates, makeCertificates } from "../../../test/servers/certificates.ts";
import { temporaryFolder } from "../../../test/servers/process.ts";
import { clientCertificateFrom } from "./client-certificate.ts";

const folder = temporaryFolder();
let made: Certificates;
beforeAll(() => {
  made = makeCertificates(folder, "unit", "canary-phrase-1");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const from = (clientCert: string | undefined, clientKey: string | undefined, passphrase?: string) =>
  clientCertificateFrom({ clientCert, clientKey }, { env: { DASHPREVIEW_CLIENT_KEY_PASSPHRASE: passphrase } });

test("clientCertificateFrom reads both files, and the passphrase from the environment", () => {
  const { cert, key, lockedKey } = made.client;
  expect(from(undefined, undefined)).toBeUndefined();
  expect(from(cert, key)).toEqual({ certPem: expect.stringContaining("CERTIFICATE"), keyPem: expect.any(String) });
  expect(from(cert, lockedKey, "canary-phrase-1")).toMatchObject({ passphrase: "canary-phrase-1" });
});

test("clientCertificateFrom names what is wrong, and shows neither key nor passphrase", () => {
  const { cert, key, lockedKey } = made.client;
  expect(() => from(cert, undefined)).toThrow("--client-cert and --client-key go together");
  expect(() => from(key, key)).toThrow("it has no certificate in PEM form");
  expect(() => from(cert, cert)).toThrow("it has no private key in PEM form");
  expect(() => from(made.ca, key)).toThrow("it is not the key of the certificate");
  expect(() => from(cert, lockedKey)).toThrow("set DASHPREVIEW_CLIENT_KEY_PASSPHRASE");
  expect(() => from(cert, lockedKey, "canary-wrong")).toThrow(/^(?!.*canary).*does not decrypt it$/);
  expect(() => from(`${folder}/none`, key)).toThrow("no such file");
});
