import { CiError } from "../../errors.ts";
import { textField } from "../../json/read.ts";
import type { HostConnection } from "../hosts/ci-host.ts";
import type { HostAddress } from "../hosts/review-shape.ts";
import { placeOf, type SettingsStore } from "../settings/settings-store.ts";
import { connectGitHubApi } from "./connect-github.ts";
import { gitHub } from "./github.ts";

const advice =
  "does the token have the permission? it needs Secrets and Variables: read and write of the repository (a classic " +
  "token: the scope repo)";

/** Actions secrets and variables of a repository on GitHub. @see https://docs.github.com/en/rest/actions/secrets */
export function gitHubSettings(address: HostAddress, connection: HostConnection): SettingsStore {
  const api = connectGitHubApi(address.apiUrl, connection, { advice });
  const actions = `/repos/${address.repository}/actions`;
  const place = placeOf(address);
  return {
    place,
    through: "GitHub's API",
    async hasSecret(name) {
      const doing = `asking whether ${place} has the secret ${name}`;
      // Of a repository that the token may not see everything is 404, secrets that are missing too.
      await publicKey(doing);
      const path = `${actions}/secrets/${name}`;
      return (await api.send({ method: "GET", path, accept: [404], doing })).status === 200;
    },
    async put({ name, value, secret }) {
      const doing = `setting ${name} of ${place}`;
      if (secret) {
        const { key, key_id } = await publicKey(doing);
        const { sealSecret } = await import("./seal-secret.ts");
        const json = { encrypted_value: await sealSecret(value, key), key_id };
        await api.send({ method: "PUT", path: `${actions}/secrets/${name}`, json, doing });
        return;
      }
      const path = `${actions}/variables/${name}`;
      const changed = await api.send({ method: "PATCH", path, json: { name, value }, accept: [404], doing });
      if (changed.status === 404)
        await api.send({ method: "POST", path: `${actions}/variables`, json: { name, value }, doing });
    },
    close: () => api.close(),
  };

  async function publicKey(doing: string): Promise<{ readonly key: string; readonly key_id: string }> {
    const answer = (await api.send({ method: "GET", path: `${actions}/secrets/public-key`, doing })).json();
    const [key, key_id] = [textField(answer, "key"), textField(answer, "key_id")];
    if (key === undefined || key_id === undefined)
      throw new CiError(`${gitHub.name}: ${doing}: its answer holds no public key`, { code: "odd-answer" });
    return { key, key_id };
  }
}
