import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type GitHubLab, startGitHubLab } from "./github-lab.ts";
import { dashboard } from "./repository.ts";
import { startSlowClock } from "./slow-clock.ts";

let lab: GitHubLab;
const dayMs = 86_400_000;
const apiChanged = [{ filename: "boards/api.json", status: "modified" }];

beforeAll(async () => {
  lab = await startGitHubLab();
});
afterAll(() => lab?.stop());
beforeEach(() => lab.next());
afterEach(() => expect(lab.github.violations).toEqual([]));

const open = () =>
  lab.repository.checkout(
    lab.push({ "boards/api.json": dashboard("api", { requests: "max(http_requests_total)" }) }, apiChanged),
  );
/** Opens a review whose preview is made by a Grafana whose clock is that many days behind. Returns its number. */
async function openDaysAgo(days: number, inputs: Readonly<Record<string, string>> = { ttl: "review" }) {
  const slow = await startSlowClock(lab.grafana.url, days * dayMs);
  const { code, log } = await lab.run({ folder: open(), inputs: { ...inputs, "grafana-url": slow.url } });
  await slow.stop();
  expect([code, lab.standing()], log).toEqual([0, ["api"]]);
  return lab.review;
}
/** Days until the expiry that the tag of a review's preview says. */
function daysLeft(number: number): number {
  const tags = lab.grafana.dashboards().map(({ model }) => model["tags"] as string[]);
  const own = tags.find((list) => list.some((tag) => tag.endsWith(`.pr-${number}`)))!;
  const date = own.find((tag) => tag.startsWith("dp-expires:"))!.slice("dp-expires:".length);
  return Math.round((Date.parse(date) - Date.now()) / dayMs);
}
/** Another review's run, which sweeps. */
async function sweepByUp() {
  lab.next();
  return lab.run({ folder: open() });
}
const sweepBySchedule = () =>
  lab.run({
    folder: lab.repository.checkout(lab.repository.base),
    eventName: "schedule",
    event: { schedule: "17 3 * * *" },
    env: { GITHUB_REF: "refs/heads/main", GITHUB_REF_NAME: "main" },
  });
const sweeps = [
  ["up of another review", sweepByUp],
  ["cleanup --closed by schedule", sweepBySchedule],
] as const;

test("A preview of --ttl review says so in list and comment, and its tag has a real expiry all the same", async () => {
  const { code, log } = await lab.run({ folder: open(), inputs: { ttl: "review" } });
  expect(code, log).toBe(0);
  expect(log).toMatch(/stays until its review ends/);
  expect(lab.comment()).toMatch(/stays until this review is merged or closed/);
  expect(daysLeft(lab.review)).toBe(14);
  const fixed = await lab.run({ folder: open(), inputs: { ttl: "48h" } });
  expect(fixed.code, fixed.log).toBe(0);
  expect([daysLeft(lab.review), /expires on/.test(lab.comment())]).toEqual([2, true]);
});

test.for(sweeps)(
  "%s renews previews of --ttl review whose review is open, expired ones too, and no others",
  async ([, sweep]) => {
    const fixed = await openDaysAgo(2, { ttl: "72h" });
    lab.next();
    const near = await openDaysAgo(13);
    lab.next();
    const expired = await openDaysAgo(16);
    expect([fixed, near, expired].map(daysLeft)).toEqual([1, 1, -2]);
    const { code, log } = await sweep();
    expect(code, log).toBe(0);
    expect([fixed, near, expired].map(daysLeft)).toEqual([1, 14, 14]);
  },
);

test.for(sweeps)("%s removes a preview of --ttl review once its review is closed", async ([, sweep]) => {
  const number = await openDaysAgo(1);
  Object.assign(lab.github.pulls.get(number)!, { state: "closed", merged: true });
  const { code, log } = await sweep();
  expect([code, lab.standing(number)], log).toEqual([0, []]);
  expect(lab.comment(number)).toMatch(/The preview was removed.*merged/);
});

test("An answer that says nothing neither renews nor removes; after the grace period the preview expires", async () => {
  const within = await openDaysAgo(10);
  lab.next();
  const beyond = await openDaysAgo(15);
  // What the host does not find is neither open nor closed.
  for (const number of [within, beyond]) lab.github.pulls.delete(number);
  const { log } = await sweepBySchedule();
  expect([lab.standing(within), lab.standing(beyond)], log).toEqual([["api"], []]);
  expect(daysLeft(within)).toBe(4);
});

test("A run without a review gives its preview a fixed time, and says why", async () => {
  const folder = lab.repository.checkout(lab.repository.base);
  const { code, log } = await lab.run({
    folder,
    eventName: "push",
    event: {},
    inputs: { ttl: "review", "changed-only": "false" },
    env: { GITHUB_REF: "refs/heads/main", GITHUB_REF_NAME: "main", GITHUB_SHA: lab.repository.base },
  });
  expect(code, log).toBe(0);
  expect(log).toMatch(/--ttl review: this run belongs to no review, so the preview expires after 3d/);
});
