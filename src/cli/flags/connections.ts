import { UsageError } from "../../errors.ts";
import type { Auth } from "../../http/request.ts";
import { readPlainFile } from "../../system/plain-file.ts";
import type { CliContext } from "../context.ts";

/** Flags that say how to prove who asks. */
interface AuthFlags {
  readonly token: string | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
}

/**
 * Turns request into the way of proving who asks: a token goes before a user name.
 *
 * @throws {UsageError} if there is a user name without a password or the other way round.
 */
export function authFrom(server: "grafana" | "prometheus" | "relay", { token, user, password }: AuthFlags): Auth {
  if (token !== undefined) return { type: "bearer", token };
  if (user === undefined && password === undefined) return { type: "none" };
  if (user === undefined || password === undefined)
    throw new UsageError(`--${server}-user and --${server}-password go together`);
  return { type: "basic", username: user, password };
}

/** Turns `Name: value` lines into headers. */
export function headersFrom(lines: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}

/** Options that every connection shares. */
export function networkFrom(caFile: string | undefined, { env, version }: CliContext) {
  return { env, userAgent: `dashpreview/${version}`, ...(caFile === undefined ? {} : { caPem: readCaFile(caFile) }) };
}

function readCaFile(path: string): string {
  const pem = readPlainFile(path, {
    file: `--ca-file ${path}`,
    what: "a file of certificates",
    maxBytes: 16 * 1024 * 1024,
  });
  if (!pem.includes("-----BEGIN CERTIFICATE-----"))
    throw new UsageError(`--ca-file ${path}: no certificate in PEM form in it`);
  return pem;
}
