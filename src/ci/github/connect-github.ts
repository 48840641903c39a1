import { createHttpClient } from "../../http/client.ts";
import type { ConnectHost } from "../hosts/ci-host.ts";
import { createHostApi } from "../hosts/host-api.ts";
import { gitHub } from "./github.ts";
import { gitHubAdvice } from "./github-advice.ts";
import { createGitHubHost } from "./github-host.ts";

/** Headers that GitHub asks of every request. */
export const gitHubHeaders = { Accept: "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28" };
const rightsAdvice =
  "does the token have the permission? a comment needs `pull-requests: write` in the job's permissions (a fork's " +
  "run never has it)";

/** Connects to github.com or a GitHub Enterprise Server. */
export const connectGitHub: ConnectHost = (address, { token, sleep, signal, retry, ...connection }) => {
  const common = {
    ...connection,
    auth: { type: "bearer", token } as const,
    ownHeaders: gitHubHeaders,
    timeoutMs: 20_000,
    maxSockets: 2,
  };
  const api = (url: string) =>
    createHostApi({
      client: createHttpClient({ ...common, url }),
      name: gitHub.name,
      sleep,
      signal,
      retry,
      hasNext: (response) => /<[^>]*>;\s*rel="next"/.test(response.headers["link"] ?? ""),
      advice: rightsAdvice,
      ownAdvice: gitHubAdvice,
    });
  // https://ghes.example/api/v3 and https://ghes.example/api/graphql; https://api.github.com and
  // https://api.github.com/graphql.
  return createGitHubHost(api(address.apiUrl), api(address.apiUrl.replace(/\/v3$/, "")), address);
};
