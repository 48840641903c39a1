import { afterEach, beforeEach, expect, test } from "vitest";
import { writeMark } from "../../src/ci/comment/comment-marker.ts";
import { pictureBranch } from "../../src/ci/github/github-pictures.ts";
import { connectHost } from "../../src/ci/hosts/connect-host.ts";
import type { ReviewHost } from "../../src/ci/hosts/host.ts";
import type { HostKind } from "../../src/ci/hosts/review-shape.ts";
import { makePicture, type Picture } from "../../src/present/picture-set.ts";
import { type ForgejoDouble, startForgejoDouble } from "../servers/forgejo-double.ts";
import { type GitHubDouble, startGitHubDouble } from "../servers/github-double.ts";
import { type GitLabDouble, startGitLabDouble } from "../servers/gitlab-double.ts";
import type { HostDouble } from "../servers/host-double.ts";
import { shade } from "./png.ts";

let github: GitHubDouble;
let gitlab: GitLabDouble;
let forgejo: ForgejoDouble;
const hosts: ReviewHost[] = [];

const apiPaths: Readonly<Record<HostKind, string>> = { github: "/api/v3", gitlab: "/api/v4", forgejo: "/api/v1" };
const connect = (kind: HostKind, double: HostDouble, repository: string): ReviewHost => {
  const address = { kind, serverUrl: double.url, apiUrl: `${double.url}${apiPaths[kind]}`, repository };
  const host = connectHost(address, { token: double.token, sleep: async () => {} });
  hosts.push(host);
  return host;
};
const onGitHub = () => connect("github", github, github.repository);
const onGitLab = () => connect("gitlab", gitlab, gitlab.project);
const onForgejo = () => connect("forgejo", forgejo, forgejo.repository);

beforeEach(async () => {
  [github, gitlab, forgejo] = await Promise.all([startGitHubDouble(), startGitLabDouble(), startForgejoDouble()]);
});
afterEach(async () => {
  for (const host of hosts.splice(0)) host.close();
  expect([...github.violations, ...gitlab.violations, ...forgejo.violations]).toEqual([]);
  await Promise.all([github.stop(), gitlab.stop(), forgejo.stop()]);
});

const [one, two, three] = [shade(1), shade(2), shade(3)];
const place = { number: 12, key: "pr-12", order: 2_000_000_000_008_001 };
const later = { ...place, order: place.order + 1000 };

/** What a branch has, without its readme. */
const branchFiles = () => {
  const files = github.git.filesOf(github.git.commits.get(github.git.refs.get(`heads/${pictureBranch}`)!)!.tree);
  files.delete("README.md");
  return [...files.keys()].sort();
};
const seenAt = (address: string) => {
  const [, commit, path] = /\/acme\/dashboards\/blob\/([0-9a-f]{40})\/(.*)\?raw=true$/.exec(address) ?? [];
  return github.git.file(commit!, path!);
};

test("GitHub: pictures lie on an orphan branch in a folder of the preview, and addresses name the commit", async () => {
  const { addresses, problems } = await onGitHub().pictures!.publish(place, [one, two]);
  expect(problems).toEqual([]);
  expect(addresses.get(one.name)).toMatch(new RegExp(`^${github.url}/acme/dashboards/blob/[0-9a-f]{40}/pr-12/`));
  expect(seenAt(addresses.get(one.name)!)).toEqual(one.png);
  expect(seenAt(addresses.get(two.name)!)).toEqual(two.png);
  expect(branchFiles()).toEqual([`pr-12/${one.name}`, `pr-12/${two.name}`].sort());
  const [commit] = [...github.git.commits.values()];
  expect(commit!.parents).toEqual([]);
});

test("GitHub: the next run replaces them, other reviews keep theirs, and old addresses still lead somewhere", async () => {
  const store = onGitHub().pictures!;
  const first = await store.publish(place, [one, two]);
  await store.publish({ ...place, number: 7, key: "pr-7" }, [three]);
  const second = await store.publish(later, [two, three]);
  expect(branchFiles()).toEqual([`pr-12/${two.name}`, `pr-12/${three.name}`, `pr-7/${three.name}`].sort());
  expect(seenAt(first.addresses.get(one.name)!)).toEqual(one.png);
  expect(seenAt(second.addresses.get(three.name)!)).toEqual(three.png);
  const commits = github.git.commits.size;
  await store.publish(later, [two, three]);
  expect(github.git.commits.size).toBe(commits);
});

test("GitHub: six runs at once all get through, and nobody's pictures are lost", async () => {
  const keys = [1, 2, 3, 4, 5, 6];
  const published = await Promise.all(
    keys.map((number) =>
      onGitHub().pictures!.publish({ ...place, number, key: `pr-${number}` }, [shade(100 + number)]),
    ),
  );
  expect(branchFiles()).toHaveLength(keys.length);
  for (const [index, { addresses }] of published.entries()) {
    const wanted = shade(100 + keys[index]!);
    expect(seenAt(addresses.get(wanted.name)!)).toEqual(wanted.png);
  }
  const [orphans] = [[...github.git.commits.values()].filter(({ parents }) => parents.length === 0)];
  const head = github.git.refs.get(`heads/${pictureBranch}`)!;
  expect(orphans.length).toBeGreaterThan(0);
  expect(github.git.commits.get(head)!.parents).toHaveLength(1);
});

test("GitHub: a review that is over takes its folder along, and files of others in it stay", async () => {
  const store = onGitHub().pictures!;
  await store.publish(place, [one]);
  await store.publish({ ...place, number: 7, key: "pr-7" }, [two]);
  const head = github.git.commits.get(github.git.refs.get(`heads/${pictureBranch}`)!)!;
  const blob = github.git.addBlob(Buffer.from("notes"));
  const entry = { mode: "100644", type: "blob", sha: blob };
  const tree = github.git.addTree(head.tree, [
    { ...entry, path: "pr-12/notes.md" },
    { ...entry, path: "pr-12/logo.png" },
    { ...entry, path: "logo.png" },
  ])!;
  const parents = [github.git.refs.get(`heads/${pictureBranch}`)!];
  github.git.refs.set(`heads/${pictureBranch}`, github.git.addCommit({ tree, parents, message: "by hand" }));
  expect(await store.removeAll(place)).toBe(1);
  expect(branchFiles()).toEqual(["logo.png", "pr-12/logo.png", "pr-12/notes.md", `pr-7/${two.name}`].sort());
  expect(await store.removeAll(place)).toBe(0);
});

test("GitHub: without a branch there is nothing to remove, and none is made", async () => {
  expect(await onGitHub().pictures!.removeAll(place)).toBe(0);
  expect(github.git.refs.size).toBe(0);
});

test("GitHub: without contents: write it says which permission is missing", async () => {
  github.readOnly = true;
  await expect(onGitHub().pictures!.publish(place, [one])).rejects.toThrow(
    /storing pictures of #12 on the branch dashpreview-pictures: HTTP 403 .*needs the permission contents: write/,
  );
});

const noteOf = (key: string, order: number, addresses: ReadonlyMap<string, string>) =>
  `${writeMark({ project: "abcdefgh", key, order })}\n${[...addresses.values()].map((url) => `<img src="${url}">`)}`;

test("GitLab: pictures are uploads of the project; after the next run's note the former ones go", async () => {
  const host = onGitLab();
  const first = await host.pictures!.publish({ ...place, key: "mr-12" }, [one, two]);
  const address = first.addresses.get(one.name)!;
  expect(address).toMatch(/^\/uploads\/[0-9a-f]{32}\/dashpreview-mr-12-\d+-[0-9a-f]{24}\.png$/);
  expect(gitlab.uploads.get(address)).toEqual(one.png);
  const note = await host.createComment(12, noteOf("mr-12", place.order, first.addresses));
  const other = await host.pictures!.publish({ ...place, key: "mr-12-infra" }, [three]);
  await host.createComment(12, noteOf("mr-12-infra", place.order, other.addresses));
  const second = await host.pictures!.publish({ ...later, key: "mr-12" }, [three]);
  await host.updateComment(12, note.id, noteOf("mr-12", later.order, second.addresses));
  await second.settle(true);
  const left = [...second.addresses.values(), ...other.addresses.values()];
  expect([...gitlab.uploads.keys()].sort()).toEqual(left.sort());
});

test("GitLab: a run that a later one outranked takes back its own pictures", async () => {
  const host = onGitLab();
  const newer = await host.pictures!.publish({ ...later, key: "mr-12" }, [one]);
  await host.createComment(12, noteOf("mr-12", later.order, newer.addresses));
  const older = await host.pictures!.publish({ ...place, key: "mr-12" }, [two]);
  await older.settle(false);
  expect([...gitlab.uploads.keys()]).toEqual([...newer.addresses.values()]);
});

test("GitLab: only a maintainer may delete uploads; for others they stay without a fuss", async () => {
  const host = onGitLab();
  const { addresses } = await host.pictures!.publish({ ...place, key: "mr-12" }, [one]);
  await host.createComment(12, noteOf("mr-12", place.order, addresses));
  gitlab.maintainer = false;
  expect(await host.pictures!.removeAll({ number: 12, key: "mr-12" })).toBe(0);
  gitlab.maintainer = true;
  expect(await host.pictures!.removeAll({ number: 12, key: "mr-12" })).toBe(1);
  expect(gitlab.uploads.size).toBe(0);
});

test("GitLab: addresses of uploads that strangers mention are not touched", async () => {
  const host = onGitLab();
  const { addresses } = await host.pictures!.publish({ ...place, key: "mr-12" }, [one]);
  gitlab.addNote(12, 4, noteOf("mr-12", place.order, addresses));
  expect(await host.pictures!.removeAll({ number: 12, key: "mr-12" })).toBe(0);
});

test("GitLab: a picture that is too large for the server leaves the others", async () => {
  gitlab.refusesUploads = 413;
  const { addresses, problems } = await onGitLab()
    .pictures!.publish(place, [one])
    .catch((error: unknown) => ({ addresses: new Map(), problems: [String(error)] }));
  expect([addresses.size, problems.length]).toEqual([0, 1]);
  expect(problems[0]).toMatch(/uploading a picture for !12: HTTP 413/);
});

test("Forgejo: pictures are attachments of the pull request, addressed on the server that we know", async () => {
  const { addresses } = await onForgejo().pictures!.publish({ ...place, key: "pull-12" }, [one]);
  const [asset] = forgejo.assets;
  expect(asset!.png).toEqual(one.png);
  expect(asset!.name).toBe(`dashpreview-pull-12-${place.order}-${one.name}`);
  expect(addresses.get(one.name)).toBe(`${forgejo.url}/attachments/${asset!.uuid}`);
});

test("Forgejo: the next run replaces its own, an outranked one takes its own back, people's files stay", async () => {
  const store = onForgejo().pictures!;
  forgejo.assets.push({ id: 9, issue: 12, uuid: "0".repeat(36), name: "screenshot.png", png: one.png as Buffer });
  await store.publish({ ...place, key: "pull-12" }, [one, two]);
  await store.publish({ ...place, key: "pull-12-infra" }, [one]);
  await store.publish({ ...place, number: 7, key: "pull-7" }, [one]);
  const second = await store.publish({ ...later, key: "pull-12" }, [three]);
  await second.settle(true);
  const names = () => forgejo.assets.map(({ issue, name }) => `${issue} ${name.replace(/-\d+-[0-9a-f]+\.png$/, "")}`);
  const left = ["12 screenshot.png", "12 dashpreview-pull-12-infra", "7 dashpreview-pull-7", "12 dashpreview-pull-12"];
  expect(names()).toEqual(left);
  const old = await store.publish({ ...place, key: "pull-12" }, [two]);
  await old.settle(false);
  expect(names()).toEqual(left);
  expect(await store.removeAll({ number: 12, key: "pull-12" })).toBe(1);
  expect(names()).toEqual(left.slice(0, 3));
});

test("Forgejo: without the scope it says so", async () => {
  forgejo.forbidden.add("issueCreateIssueAttachment");
  await expect(onForgejo().pictures!.publish(place, [one])).rejects.toThrow(/attaching a picture to #12: HTTP 403/);
});

test("an answer without what an address is made of is no address", async () => {
  const odd: Picture = makePicture({ png: Buffer.from("x"), width: 1, height: 1, alt: "" });
  gitlab.refusesUploads = 201;
  await expect(onGitLab().pictures!.publish(place, [odd])).rejects.toThrow(/the answer has no address/);
});
