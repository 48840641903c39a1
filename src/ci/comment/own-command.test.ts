import { expect, test } from "vitest";
import { ownCommand } from "./own-command.ts";

const action = {
  GITHUB_ACTION_REPOSITORY: "acme/dashpreview",
  GITHUB_ACTION_REF: "0123456789abcdef0123456789abcdef01234567",
  GITHUB_SERVER_URL: "https://github.com",
};

test("the action is run again from its repository at its commit", () => {
  expect(ownCommand(action)).toEqual({
    before: [
      "git clone -q https://github.com/acme/dashpreview ../dashpreview-action",
      "git -C ../dashpreview-action checkout -q 0123456789abcdef0123456789abcdef01234567",
    ],
    command: "node ../dashpreview-action/action/cli.js",
  });
});

test("what GitLab's templates fetch is run again from that repository at its commit", () => {
  expect(ownCommand({ DASHPREVIEW_SOURCE: "https://git.example.org:8443/tools/dashpreview@0123abc" })).toEqual({
    before: [
      "git clone -q https://git.example.org:8443/tools/dashpreview ../dashpreview-action",
      "git -C ../dashpreview-action checkout -q 0123abc",
    ],
    command: "node ../dashpreview-action/action/cli.js",
  });
});

test("DASHPREVIEW_COMMAND wins, as one line", () => {
  const command = "docker run --rm -v .:/work registry.example.org/dashpreview:1.2.3";
  expect(ownCommand({ ...action, DASHPREVIEW_COMMAND: ` ${command}\n` })).toEqual({ before: [], command });
});

test.for([
  ["nothing is known", {}],
  ["a step of the workflow runs the program itself", { ...action, GITHUB_ACTION_REPOSITORY: "" }],
  ["an action beside the workflow has no reference", { ...action, GITHUB_ACTION_REF: "" }],
  ["a name is none", { ...action, GITHUB_ACTION_REPOSITORY: "acme/dashpreview; rm -rf /" }],
  ["a reference is an option", { ...action, GITHUB_ACTION_REF: "--upload-pack=x" }],
  ["a source has no commit", { DASHPREVIEW_SOURCE: "https://github.com/acme/dashpreview" }],
  ["a source holds a password", { DASHPREVIEW_SOURCE: "https://ada:secret@example.org/acme/dashpreview@0123abc" }],
  ["a source is more than an address", { DASHPREVIEW_SOURCE: "https://github.com/acme/x;id@0123abc" }],
  ["the server is no address", { ...action, GITHUB_SERVER_URL: "https://user@example.org" }],
] as const)("it is called by its name alone where %s", ([, env]) => {
  expect(ownCommand(env)).toEqual({ before: [], command: "dashpreview" });
});
