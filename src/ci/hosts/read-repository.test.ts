import { expect, test } from "vitest";
import { CiError } from "../../errors.ts";
import type { HttpResponse } from "../../http/request.ts";
import type { HostApi } from "./host-api.ts";
import { readRepository } from "./read-repository.ts";

/** An API that answers these in turn, and what it was asked. */
function apiOf(...answers: readonly { status: number; body?: unknown; location?: string }[]) {
  const asked: string[] = [];
  const send: HostApi["send"] = async ({ path, accept = [] }) => {
    const { status, body, location } = answers[asked.length]!;
    asked.push(path);
    if (status >= 300 && !accept.includes(status)) throw new CiError(`HTTP ${status}`, { code: "refused", status });
    const headers = location === undefined ? {} : { location };
    return { status, headers, json: () => body } as unknown as HttpResponse;
  };
  return { api: { send } as HostApi, asked };
}
const read = (api: HostApi, path = "/repos/acme/old") => readRepository(api, path, { pageField: "html_url" });

test("readRepository gives number and page, and nothing where the answer has no number", async () => {
  const page = "https://git.example/acme/x";
  const { api } = apiOf({ status: 200, body: { id: 7, html_url: page } }, { status: 200, body: { id: "x" } });
  expect(await read(api)).toEqual({ id: 7, page });
  expect(await read(api)).toBeUndefined();
  expect(await read(apiOf({ status: 200, body: { id: 7, html_url: "javascript:x" } }).api)).toEqual({ id: 7 });
});

test.for([
  [301, "https://api.github.com/repositories/1300192", 1_300_192],
  [302, "https://gitlab.example/git/api/v4/projects/42", 42],
] as const)("readRepository takes the number out of a redirect with %d to %s", async ([status, location, id]) => {
  const { api, asked } = apiOf({ status, location });
  expect(await read(api)).toEqual({ id });
  expect(asked).toEqual(["/repos/acme/old"]);
});

test("readRepository asks once more at the new path, of the same server", async () => {
  const { api, asked } = apiOf(
    { status: 307, location: "https://evil.example/api/v1/repos/acme/new" },
    { status: 200, body: { id: 7 } },
  );
  expect(await read(api)).toEqual({ id: 7 });
  expect(asked).toEqual(["/repos/acme/old", "/repos/acme/new"]);
});

test.for(["https://git.example/login", "", "/repos/../admin/users", "/repos/a/b/hooks", "/repositories/0"])(
  "readRepository takes nothing from a redirect to %o",
  async (location) => {
    const { api, asked } = apiOf({ status: 302, location });
    expect(await read(api)).toBeUndefined();
    expect(asked).toHaveLength(1);
  },
);

test("readRepository fails with a host that refuses, and with a second redirect", async () => {
  await expect(read(apiOf({ status: 403 }).api)).rejects.toThrow(CiError);
  const twice = apiOf({ status: 307, location: "/repos/a/b" }, { status: 307, location: "/repos/a/c" });
  await expect(read(twice.api)).rejects.toThrow(CiError);
});
