import { createHttpClient } from "../../http/client.ts";
import type { HttpResponse } from "../../http/request.ts";
import { defined } from "../../json/defined.ts";
import type { ConnectHost } from "../hosts/ci-host.ts";
import { createHostApi } from "../hosts/host-api.ts";
import { gitLab } from "./gitlab.ts";
import { createGitLabHost } from "./gitlab-host.ts";
import { gitLabCertificates } from "./server-certificates.ts";

const rightsAdvice =
  "does the token have the permission? use a project access token with the scope api and the role Reporter or " +
  "higher (CI_JOB_TOKEN cannot write notes)";

/** Connects to gitlab.com or a self-hosted GitLab. */
export const connectGitLab: ConnectHost = (address, { token, sleep, signal, retry, ...connection }) => {
  const auth = { type: "bearer", token } as const;
  const client = createHttpClient({
    ...connection,
    ...defined({ caPem: gitLabCertificates(address, connection) }),
    url: address.apiUrl,
    auth,
    timeoutMs: 20_000,
    maxSockets: 2,
  });
  return createGitLabHost(
    createHostApi({ client, name: gitLab.name, sleep, signal, retry, hasNext, advice: rightsAdvice }),
    address,
  );
};

/** A full page without the header (a proxy took it) counts as one more. */
function hasNext({ headers }: HttpResponse, items: number): boolean {
  const next = headers["x-next-page"];
  return next === undefined ? items >= 100 : next !== "";
}
