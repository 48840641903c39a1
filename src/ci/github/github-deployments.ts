import { asArray, numberField } from "../../json/read.ts";
import { reviewNumber } from "../comment/checked-text.ts";
import type { Deployments } from "../hosts/host.ts";
import type { HostApi } from "../hosts/host-api.ts";

/**
 * A deployment for each preview, so that GitHub shows "View deployment" on the pull request.
 *
 * @param repo - `/repos/owner/name`.
 * @see https://docs.github.com/en/rest/deployments/deployments
 */
export function gitHubDeployments(api: HostApi, repo: string): Deployments {
  const list = async (environment: string) => {
    const found = await api.pages({
      method: "GET",
      path: `${repo}/deployments`,
      query: { environment },
      doing: "listing deployments",
    });
    return found.flatMap((raw) => reviewNumber(numberField(raw, "id")) ?? []);
  };
  const report = (id: number, json: Readonly<Record<string, unknown>>) =>
    api.send({
      method: "POST",
      path: `${repo}/deployments/${id}/statuses`,
      json,
      doing: "reporting a deployment",
      repeatable: true,
    });
  const drop = async (id: number) => {
    // GitHub deletes inactive deployments only.
    await report(id, { state: "inactive" });
    await api.send({
      method: "DELETE",
      path: `${repo}/deployments/${id}`,
      accept: [404],
      doing: "deleting a deployment",
    });
  };
  return {
    async create({ environment, commit, url }) {
      const earlier = await list(environment);
      const json = {
        ref: commit,
        environment,
        description: "Dashboard preview",
        auto_merge: false,
        required_contexts: [],
        transient_environment: true,
        production_environment: false,
      };
      const made = (
        await api.send({ method: "POST", path: `${repo}/deployments`, json, doing: "making a deployment" })
      ).json();
      const id = reviewNumber(numberField(made, "id"));
      if (id === undefined) return;
      await report(id, {
        state: "success",
        environment_url: url,
        description: "Dashboard preview",
        auto_inactive: true,
      });
      for (const one of asArray(earlier)) await drop(one as number);
    },
    async remove(environment) {
      const found = await list(environment);
      for (const id of found) await drop(id);
      return found.length;
    },
  };
}
