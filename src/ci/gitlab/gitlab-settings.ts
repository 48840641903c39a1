import { CiError } from "../../errors.ts";
import { field } from "../../json/read.ts";
import { reviewNumber } from "../comment/checked-text.ts";
import type { HostConnection } from "../hosts/ci-host.ts";
import type { HostAddress } from "../hosts/review-shape.ts";
import { placeOf, type SettingsStore } from "../settings/settings-store.ts";
import { connectGitLabApi } from "./connect-gitlab.ts";
import { gitLab } from "./gitlab.ts";

const advice =
  "does the token have the permission? it needs the scope api and the role Maintainer or Owner in the project";

/** CI/CD variables of a project on GitLab. @see https://docs.gitlab.com/api/project_level_variables/ */
export function gitLabSettings(address: HostAddress, connection: HostConnection): SettingsStore {
  const api = connectGitLabApi(address, connection, advice);
  const place = placeOf(address);
  // A variable may be there once for each environment: this is the one for all.
  const query = { "filter[environment_scope]": "*" };
  let number: number | undefined = address.repositoryId;
  return {
    place,
    through: "GitLab's API",
    async hasSecret(name) {
      const doing = `asking whether ${place} has the variable ${name}`;
      const path = `${await variables(doing)}/${name}`;
      return (await api.send({ method: "GET", path, query, accept: [404], doing })).status === 200;
    },
    async put({ name, value, secret }) {
      const doing = `setting ${name} of ${place}`;
      const path = await variables(doing);
      // Merge requests come from unprotected branches, whose pipelines get no protected variable.
      const json = { key: name, value, masked: secret, protected: false, raw: true, environment_scope: "*" };
      const changed = await api.send({ method: "PUT", path: `${path}/${name}`, query, json, accept: [404], doing });
      if (changed.status === 404)
        await api.send({ method: "POST", path, json: { ...json, variable_type: "env_var" }, doing });
    },
    close: () => api.close(),
  };

  /** By the project's number from the second request on: many proxies refuse the `%2F` of an encoded path. */
  async function variables(doing: string): Promise<string> {
    if (number === undefined) {
      const path = `/projects/${encodeURIComponent(address.repository)}`;
      number = reviewNumber(field((await api.send({ method: "GET", path, doing })).json(), "id"));
      if (number === undefined)
        throw new CiError(`${gitLab.name}: ${doing}: its answer names no project`, { code: "odd-answer" });
    }
    return `/projects/${number}/variables`;
  }
}
