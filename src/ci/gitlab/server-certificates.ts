import { isPlainFile, readPlainFile } from "../../system/plain-file.ts";
import { serverAddress } from "../comment/checked-text.ts";
import type { HostConnection } from "../hosts/ci-host.ts";
import type { HostAddress } from "../hosts/review-shape.ts";

/**
 * The certificate authorities for a GitLab server: those of the connection, and those that GitLab's runner names in
 * `CI_SERVER_TLS_CA_FILE` for the server that it belongs to. Undefined if there are none. A file that is not there, as
 * in a container that was only given the variables, is not read.
 *
 * @see
 *   https://docs.gitlab.com/runner/configuration/tls-self-signed/#trusting-tls-certificates-for-docker-and-kubernetes-executors
 * @throws {UsageError} if the file cannot be read.
 */
export function gitLabCertificates(
  { serverUrl }: Pick<HostAddress, "serverUrl">,
  { env = {}, caPem }: Pick<HostConnection, "env" | "caPem">,
): string | undefined {
  const path = env["CI_SERVER_TLS_CA_FILE"];
  const own = serverAddress(env["CI_SERVER_URL"]);
  if (!path || own === undefined || new URL(own).host !== new URL(serverUrl).host || !isPlainFile(path)) return caPem;
  const pem = readPlainFile(path, {
    file: `CI_SERVER_TLS_CA_FILE ${path}`,
    what: "a file of certificates",
    maxBytes: 16 * 1024 * 1024,
  });
  return [...(caPem === undefined ? [] : [caPem]), pem].join("\n");
}
