import { CiError } from "../../errors.ts";
import type { HostAddress } from "../hosts/review-shape.ts";
import { type HostProgram, type ProgramAnswer, runProgram } from "./run-program.ts";
import { placeOf, type SettingsStore } from "./settings-store.ts";

/** Through `gh`, with whatever login it has. @see https://cli.github.com/manual/gh_secret_set */
export function ghSettings(address: HostAddress, program: HostProgram): SettingsStore {
  const place = placeOf(address);
  const repository = ["--repo", place];
  return {
    place,
    through: "gh",
    async hasSecret(name) {
      const answer = await runProgram(program, ["secret", "list", ...repository]);
      const { stdout } = must(
        answer,
        `gh secret list --repo ${place}`,
        "log in with gh auth login, or set GITHUB_TOKEN",
      );
      return stdout.split("\n").some((line) => line.split(/\s/)[0] === name);
    },
    async put({ name, value, secret }) {
      const kind = secret ? "secret" : "variable";
      const answer = await runProgram(program, [kind, "set", name, ...repository], value);
      const old = /unknown command "variable"/.test(answer.said);
      const next = old ? "update gh to 2.27 or later, or set GITHUB_TOKEN" : "set GITHUB_TOKEN to use the API instead";
      must(answer, `gh ${kind} set ${name} --repo ${place}`, next);
    },
    close: () => {},
  };
}

/** Through `glab`, with whatever login it has. @see https://docs.gitlab.com/cli/variable/set */
export function glabSettings(address: HostAddress, program: HostProgram): SettingsStore {
  const place = placeOf(address);
  const repository = ["--repo", `${address.serverUrl}/${address.repository}`];
  return {
    place,
    through: "glab",
    async hasSecret(name) {
      const answer = await runProgram(program, ["variable", "list", ...repository]);
      const next = "log in with glab auth login, or set GITLAB_TOKEN";
      const { stdout } = must(answer, `glab variable list --repo ${place}`, next);
      return stdout.split("\n").some((line) => line.split(/\s/)[0] === name);
    },
    async put({ name, value, secret }) {
      // Never --protected: pipelines of merge requests would not get it.
      const flags = [name, ...(secret ? ["--masked"] : []), ...repository];
      const made = await runProgram(program, ["variable", "set", ...flags], value);
      if (made.ok) return;
      // `set` only makes a new one.
      const changed = await runProgram(program, ["variable", "update", ...flags], value);
      must(changed, `glab variable update ${name} --repo ${place}`, "set GITLAB_TOKEN to use the API instead");
    },
    close: () => {},
  };
}

function must(answer: ProgramAnswer, command: string, next: string): ProgramAnswer {
  if (answer.ok) return answer;
  throw new CiError(`${command}: ${answer.said === "" ? "it failed" : answer.said}. Next: ${next}`, {
    code: "refused",
  });
}
