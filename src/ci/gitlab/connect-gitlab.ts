import type { HttpResponse } from "../../http/request.ts";
import { defined } from "../../json/defined.ts";
import type { ConnectHost, HostConnection } from "../hosts/ci-host.ts";
import { connectApi } from "../hosts/connect-api.ts";
import type { HostApi } from "../hosts/host-api.ts";
import type { HostAddress } from "../hosts/review-shape.ts";
import { gitLab } from "./gitlab.ts";
import { createGitLabHost } from "./gitlab-host.ts";
import { gitLabCertificates } from "./server-certificates.ts";

const rightsAdvice =
  "does the token have the permission? use a project access token with the scope api and the role Reporter or " +
  "higher (CI_JOB_TOKEN cannot write notes)";

/** Connects to gitlab.com or a self-hosted GitLab. */
export const connectGitLab: ConnectHost = (address, connection) =>
  createGitLabHost(connectGitLabApi(address, connection, rightsAdvice), address);

/** Connects to the API of a GitLab. @param advice - about a refusal: which permission is missing. */
export function connectGitLabApi(address: HostAddress, connection: HostConnection, advice: string): HostApi {
  const trusting = { ...connection, ...defined({ caPem: gitLabCertificates(address, connection) }) };
  return connectApi(trusting, { url: address.apiUrl, name: gitLab.name, hasNext, advice });
}

/** A full page without the header (a proxy took it) counts as one more. */
function hasNext({ headers }: HttpResponse, items: number): boolean {
  const next = headers["x-next-page"];
  return next === undefined ? items >= 100 : next !== "";
}
