import type { HostApi } from "./host-api.ts";

/**
 * Proves that a 404 is about one thing in the repository: hosts give it for everything in a repository that the token
 * may not see, and then it says nothing.
 *
 * @param path - of the repository in the API, such as `/repos/owner/name`.
 * @param doing - the purpose of the request that got the 404.
 * @throws {CiError} `not-found` if the repository itself cannot be read.
 */
export async function requireRepository(api: HostApi, path: string, doing: string): Promise<void> {
  await api.send({ method: "GET", path, doing: `${doing}, of a repository that is gone or private` });
}
