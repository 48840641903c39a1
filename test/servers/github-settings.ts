import sodium from "libsodium-wrappers";
import type { DescribedCall, Json } from "./described-host.ts";
import type { HostAnswer } from "./host-double.ts";

/** Actions secrets and variables of a repository; secrets as GitHub reads them after it opened their box. */
export interface GitHubSettings {
  readonly secrets: Map<string, string>;
  readonly variables: Map<string, string>;
  /** The token lacks the permission. */
  forbidden: boolean;
  answer(call: DescribedCall): HostAnswer;
}

const keyId = "568250167242549743";

/** Makes an empty store with a key pair of its own: a secret that is not sealed for it is a violation. */
export async function createGitHubSettings(violate: (violation: string) => void): Promise<GitHubSettings> {
  await sodium.ready;
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  const example = (call: DescribedCall, status: number) => call.operation.example(status) as Json;
  const missing = ({ reply }: DescribedCall) => reply(404, { message: "Not Found", status: "404" });
  const settings: GitHubSettings = {
    secrets: new Map(),
    variables: new Map(),
    forbidden: false,
    answer(call) {
      const { operation, body = {}, reply } = call;
      const name = operation.parameters["secret_name"] ?? operation.parameters["name"] ?? "";
      if (settings.forbidden)
        return reply(403, { message: "Resource not accessible by personal access token", status: "403" });
      switch (operation.id) {
        case "actions/get-repo-public-key":
          return reply(200, { key_id: keyId, key: Buffer.from(publicKey).toString("base64") });
        case "actions/get-repo-secret":
          return settings.secrets.has(name) ? reply(200, { ...example(call, 200), name }) : missing(call);
        case "actions/create-or-update-repo-secret": {
          if (body["key_id"] !== keyId) violate("a secret is sealed for another key");
          const box = Buffer.from(String(body["encrypted_value"]), "base64");
          const status = settings.secrets.has(name) ? 204 : 201;
          settings.secrets.set(name, sodium.to_string(sodium.crypto_box_seal_open(box, publicKey, privateKey)));
          return status === 204 ? reply(204) : reply(201, {});
        }
        case "actions/update-repo-variable":
          if (!settings.variables.has(name)) return missing(call);
          settings.variables.set(name, String(body["value"]));
          return reply(204);
        case "actions/create-repo-variable":
          settings.variables.set(String(body["name"]), String(body["value"]));
          return reply(201, {});
        default:
          throw new Error(`${operation.id} is not in the double`);
      }
    },
  };
  return settings;
}
