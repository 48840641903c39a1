import { expect, test } from "vitest";
import { allNames, checkoutProjectId, numberedProjectId, pathProjectIds, projectId } from "./project-id.ts";

// By hand: printf 'github.com\0acme/dashboards\0' | sha256sum | cut -c1-10 | xxd -r -p | base32
test("projectId is what earlier versions named a project", () => {
  expect(projectId({ host: "GitHub.com", path: "Acme/dashboards" })).toBe("jaj32etc");
});

test("numberedProjectId tells hosts, servers and numbers apart, and not how a name is written", () => {
  const one = { kind: "github", hostname: "git.example", id: 7 };
  expect(numberedProjectId({ ...one, hostname: "GIT.example" })).toBe(numberedProjectId(one));
  const others = [
    { ...one, kind: "gitlab" },
    { ...one, hostname: "git.other" },
    { ...one, id: 8 },
  ];
  expect(new Set([one, ...others].map(numberedProjectId)).size).toBe(4);
});

test("checkoutProjectId never is the project of a repository with the same words", () => {
  const words = { machine: "a", user: "b", folder: "c" };
  expect(checkoutProjectId(words)).not.toBe(numberedProjectId({ kind: "a", hostname: "b", id: 0 }));
  expect(checkoutProjectId({ ...words, folder: "d" })).not.toBe(checkoutProjectId(words));
});

test("pathProjectIds holds the name with the port first, and those without port and with the sub-path", () => {
  const of = (host: string, path: string) => projectId({ host, path });
  expect(pathProjectIds("https://git.example", "acme/x")).toEqual([of("git.example", "acme/x")]);
  expect(pathProjectIds("https://git.example:8443/git/", "acme/x")).toEqual([
    of("git.example:8443", "acme/x"),
    of("git.example", "acme/x"),
    of("git.example:8443", "git/acme/x"),
    of("git.example", "git/acme/x"),
  ]);
});

test("allNames has the present name first", () => {
  expect(allNames({ project: "aaaaaaaa" })).toEqual(["aaaaaaaa"]);
  expect(allNames({ project: "aaaaaaaa", formerProjects: ["bbbbbbbb"] })).toEqual(["aaaaaaaa", "bbbbbbbb"]);
});
