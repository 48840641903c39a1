import { expect, test } from "vitest";
import { cleanEnvironment } from "./clean-environment.ts";
import { commands } from "./commands.ts";

test("cleanEnvironment cleans the tokens of servers and hosts, and nothing else", () => {
  const given = { GRAFANA_TOKEN: "t1\n", GITLAB_TOKEN: " t2", GH_TOKEN: "t3", EDITOR: "vi \n", EMPTY: undefined };
  const { env, notes } = cleanEnvironment(given, commands);
  expect(env).toEqual({ ...given, GRAFANA_TOKEN: "t1", GITLAB_TOKEN: "t2" });
  expect(notes.map((note) => note.split(" ")[0]).sort()).toEqual(["GITLAB_TOKEN", "GRAFANA_TOKEN"]);
});

test("cleanEnvironment takes only line breaks from passwords and passphrases", () => {
  const given = { DASHPREVIEW_GRAFANA_PASSWORD: " p \n", DASHPREVIEW_CLIENT_KEY_PASSPHRASE: "q\r\n" };
  const { env } = cleanEnvironment(given, commands);
  expect(env).toEqual({ DASHPREVIEW_GRAFANA_PASSWORD: " p ", DASHPREVIEW_CLIENT_KEY_PASSPHRASE: "q" });
});

test("cleanEnvironment refuses a line break inside and the path of a file, by name alone", () => {
  const refuse = (env: Record<string, string>) => () => cleanEnvironment(env, commands);
  expect(refuse({ FORGEJO_TOKEN: "canary\ncanary" })).toThrow(
    /^FORGEJO_TOKEN has a line break inside; set it to the token alone$/,
  );
  expect(refuse({ GRAFANA_TOKEN: import.meta.filename })).toThrow(
    /^GRAFANA_TOKEN holds the path of a file, not a token/,
  );
});
