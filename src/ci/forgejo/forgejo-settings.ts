import { textField } from "../../json/read.ts";
import type { HostConnection } from "../hosts/ci-host.ts";
import type { HostAddress } from "../hosts/review-shape.ts";
import { placeOf, type SettingsStore } from "../settings/settings-store.ts";
import { connectForgejoApi } from "./connect-forgejo.ts";

const advice =
  "does the token have the permission? it needs the scope write:repository, of an owner or admin of the repository";

/** Actions secrets and variables of a repository on Forgejo or Gitea; both have had them since version 1.22 (7). */
export function forgejoSettings(address: HostAddress, connection: HostConnection): SettingsStore {
  const api = connectForgejoApi(address, connection, advice);
  const actions = `/repos/${address.repository}/actions`;
  const place = placeOf(address);
  return {
    place,
    through: "Forgejo's API",
    async hasSecret(name) {
      const doing = `asking whether ${place} has the secret ${name}`;
      const list = await api.pages({ method: "GET", path: `${actions}/secrets`, doing });
      return list.some((entry) => textField(entry, "name")?.toUpperCase() === name);
    },
    async put({ name, value, secret }) {
      const doing = `setting ${name} of ${place}`;
      if (secret) {
        await api.send({ method: "PUT", path: `${actions}/secrets/${name}`, json: { data: value }, doing });
        return;
      }
      const path = `${actions}/variables/${name}`;
      const changed = await api.send({ method: "PUT", path, json: { value }, accept: [404], doing });
      if (changed.status === 404) await api.send({ method: "POST", path, json: { value }, doing });
    },
    close: () => api.close(),
  };
}
