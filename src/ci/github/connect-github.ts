import type { ConnectHost, HostConnection } from "../hosts/ci-host.ts";
import { type ApiOfHost, connectApi } from "../hosts/connect-api.ts";
import type { HostApi } from "../hosts/host-api.ts";
import { gitHub } from "./github.ts";
import { gitHubAdvice } from "./github-advice.ts";
import { createGitHubHost } from "./github-host.ts";

const headers = { Accept: "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28" };
const rightsAdvice =
  "does the token have the permission? a comment needs `pull-requests: write` in the job's permissions (a fork's " +
  "run never has it)";

/** Connects to github.com or a GitHub Enterprise Server. */
export const connectGitHub: ConnectHost = (address, connection) => {
  const api = (url: string) => connectGitHubApi(url, connection, { advice: rightsAdvice, ownAdvice: gitHubAdvice });
  // https://ghes.example/api/v3 and https://ghes.example/api/graphql; https://api.github.com and
  // https://api.github.com/graphql.
  return createGitHubHost(api(address.apiUrl), api(address.apiUrl.replace(/\/v3$/, "")), address);
};

/** Connects to an API of GitHub, with advice about a refusal: which permission is missing. */
export function connectGitHubApi(
  url: string,
  connection: HostConnection,
  advice: Pick<ApiOfHost, "advice" | "ownAdvice">,
): HostApi {
  const hasNext: ApiOfHost["hasNext"] = (response) => /<[^>]*>;\s*rel="next"/.test(response.headers["link"] ?? "");
  return connectApi(connection, { url, headers, name: gitHub.name, hasNext, ...advice });
}
