import { afterAll, beforeAll, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import type { TestServer } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { dashboard, makeRepository, type Repository } from "./repository.ts";
import { startSlowClock } from "./slow-clock.ts";

/** What started a run. */
export type StoryEvent = "opened" | "pushed" | "closed" | "schedule";

/** A run of the pipeline. */
export interface StoryRun {
  readonly number: number;
  readonly event: StoryEvent;
  readonly folder: string;
  readonly commit: string;
  /** Run number; higher is later. */
  readonly order: number;
  readonly grafanaUrl: string;
  readonly flags?: Readonly<Record<string, string>>;
}

/** How it ended. `outputs` are those for later steps, by GitHub's names. */
export interface StoryResult {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** One of the hosts, as the story needs it. */
export interface StoryHost {
  /** `pr`, `mr` or `pull`. */
  readonly prefix: string;
  open(number: number, options: { commit: string; base: string }): void;
  push(number: number, commit: string): void;
  close(number: number, how: "closed" | "merged"): void;
  run(run: StoryRun, servers: { prometheusUrl: string; grafanaToken: string; base: string }): Promise<StoryResult>;
  /** Our comments on a review. */
  ours(number: number): readonly { readonly id: number; readonly body: string }[];
  /** The picture at an address of a comment, as the host has it. */
  picture(address: string): Buffer | undefined;
  /** How many pictures of a review the host would show if one looked for them. */
  pictures(number: number): number;
  chatter(number: number, count: number): void;
  down(status: number | undefined): void;
  violations(): readonly string[];
  /** What only this host has; looked at in the end, when reviews 2 and 4 still stand. */
  verify?(): void;
  stop(): Promise<void>;
}

/** The story that all hosts tell: every test goes on where the one before ended. */
export function tellStory(start: () => Promise<StoryHost>): void {
  let host: StoryHost;
  let grafana: GrafanaDouble;
  let prometheus: TestServer;
  let repository: Repository;
  let order = 10;
  const heads = new Map<number, string>();

  beforeAll(async () => {
    [host, prometheus] = await Promise.all([start(), startPrometheus({ window: "2d" })]);
    grafana = await startGrafanaDouble({ prometheusUrl: prometheus.url });
    repository = makeRepository();
  });
  afterAll(async () => {
    await Promise.all([host?.stop(), grafana?.stop(), prometheus?.stop()]);
    repository?.remove();
  });

  const run = (number: number, event: StoryEvent, options: Partial<StoryRun> = {}) => {
    const commit = heads.get(number) ?? repository.base;
    const folder = options.folder ?? repository.checkout(event === "schedule" ? repository.base : commit);
    return host.run(
      { number, event, commit, folder, order: order++, grafanaUrl: grafana.url, ...options },
      { prometheusUrl: prometheus.url, grafanaToken: grafana.tokens.editor, base: repository.base },
    );
  };
  const open = (number: number, files: Readonly<Record<string, string>>) => {
    heads.set(number, repository.commit(`review-${number}`, files));
    host.open(number, { commit: heads.get(number)!, base: repository.base });
  };
  const push = (number: number, files: Readonly<Record<string, string | undefined>>) => {
    heads.set(number, repository.commit(`review-${number}`, files));
    host.push(number, heads.get(number)!);
  };
  const key = (number: number) => `${host.prefix}-${number}`;
  const previews = (number: number) =>
    grafana.dashboards().filter((one) => String(one.model["title"]).startsWith(`[${key(number)}] `));
  /** How many series of a review have samples. */
  const series = async (number: number) => {
    const query = `count(count_over_time({dashpreview=~"[a-z2-7]+[.]${key(number)}[.].*"}[1h]))`;
    const answer = await fetch(`${prometheus.url}/api/v1/query?${new URLSearchParams({ query })}`);
    const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
    return Number(data.result[0]?.value[1] ?? 0);
  };
  const comment = (number: number) => {
    const found = host.ours(number);
    expect(found).toHaveLength(1);
    return found[0]!;
  };
  const changed = (uid: string, requests: string) => ({ [`boards/${uid}.json`]: dashboard(uid, { requests }) });
  let first: { id: number; url: string };

  test("a review is opened: one preview with data, one comment, found later behind 250 others", async () => {
    open(1, changed("api", "sum(rate(http_requests_total[2m]))"));
    host.chatter(1, 250);
    const { code, outputs, log } = await run(1, "opened");
    expect(log).not.toContain("warning:");
    expect(code).toBe(0);
    expect(previews(1)).toHaveLength(1);
    expect(await series(1)).toBe(2);
    expect(outputs).toMatchObject({ key: key(1), "panels-empty": "1" });
    const { id, body } = comment(1);
    first = { id, url: outputs["url"]! };
    expect(body).toContain(heads.get(1)!.slice(0, 10));
    expect(body).toContain(first.url);
    expect(body).toContain("1 difference");
    expect(body).toContain("metric api&#95;errors&#95;total is not in the data spec");
    expect(body).toContain(outputs["expires-at"]!.slice(0, 16).replace("T", " "));
    expect(body).not.toContain("jobs");
  });

  test("a push: same comment, same link, new commit, new expiry", async () => {
    push(1, changed("api", "sum(rate(http_requests_total[3m]))"));
    const before = comment(1).body;
    const { code, outputs } = await run(1, "pushed", { flags: { ttl: "96h" } });
    expect(code).toBe(0);
    const { id, body } = comment(1);
    expect([id, outputs["url"]]).toEqual([first.id, first.url]);
    expect(body).toContain(heads.get(1)!.slice(0, 10));
    expect(body).toContain(outputs["expires-at"]!.slice(0, 16).replace("T", " "));
    expect(before).not.toContain(outputs["expires-at"]!.slice(0, 16).replace("T", " "));
    expect(await series(1)).toBe(2);
  });

  test("a second review at the same time shares nothing", async () => {
    open(2, { ...changed("api", "sum(http_requests_total)"), ...changed("jobs", "sum(http_requests_total)") });
    const [one, two] = await Promise.all([run(1, "pushed"), run(2, "opened")]);
    expect([one.code, two.code]).toEqual([0, 0]);
    expect([previews(1).length, previews(2).length]).toEqual([1, 2]);
    expect([await series(1), await series(2)]).toEqual([2, 2]);
    const uids = grafana.dashboards().map(({ uid }) => uid);
    expect(new Set(uids).size).toBe(3);
    expect(comment(2).body).not.toContain(first.url);
    expect(comment(1).id).toBe(first.id);
  });

  test("a dashboard that leaves the review loses its preview", async () => {
    push(2, { "boards/jobs.json": dashboard("jobs") });
    expect((await run(2, "pushed")).code).toBe(0);
    expect(previews(2)).toHaveLength(1);
    expect(comment(2).body).toContain("No longer in this review");
  });

  test("two runs of one review at once end with one comment and one preview, the later run's", async () => {
    open(4, changed("api", "max(http_requests_total)"));
    const [early, late] = await Promise.all([run(4, "opened"), run(4, "pushed")]);
    expect([early.code, late.code]).toEqual([0, 0]);
    expect(previews(4)).toHaveLength(1);
    expect(await series(4)).toBe(2);
    expect(comment(4).body.split("\n")[0]).toContain(` ${2e15 + (order - 1) * 1000 + 1} `);
  });

  test("a comment has pictures of its dashboard and of the changed panel, before and after; a push replaces them", async () => {
    const flags = { "comment-pictures": "on" };
    const shown = (body: string) => [...body.matchAll(/<img src="([^"]+)" alt="([^"]+)"/g)].map(([, url]) => url!);
    push(4, changed("api", "max(rate(http_requests_total[2m]))"));
    const { code, log } = await run(4, "pushed", { flags });
    expect(log).not.toContain("warning:");
    expect(code).toBe(0);
    const first = shown(comment(4).body);
    expect(first).toHaveLength(3);
    for (const address of first) expect(host.picture(address)?.subarray(1, 4).toString()).toBe("PNG");
    push(4, changed("api", "min(rate(http_requests_total[3m]))"));
    expect((await run(4, "pushed", { flags })).code).toBe(0);
    const second = shown(comment(4).body);
    expect(second).toHaveLength(3);
    expect(second.filter((address) => first.includes(address))).toEqual([]);
    for (const address of second) expect(host.picture(address)?.subarray(1, 4).toString()).toBe("PNG");
    expect(host.pictures(4)).toBe(3);
  });

  test("a review that is closed has no pictures left", async () => {
    open(7, changed("api", "max(http_requests_total)"));
    expect((await run(7, "opened", { flags: { "comment-pictures": "on" } })).code).toBe(0);
    expect(host.pictures(7)).toBe(3);
    host.close(7, "closed");
    expect((await run(7, "closed")).code).toBe(0);
    expect(comment(7).body).toContain("the review was closed");
    expect(host.pictures(7)).toBe(0);
    expect(host.pictures(4)).toBe(3);
  });

  test("a merge takes preview and data away, and the comment says so", async () => {
    host.close(1, "merged");
    expect((await run(1, "closed")).code).toBe(0);
    expect(previews(1)).toEqual([]);
    expect(await series(1)).toBe(0);
    expect(comment(1)).toMatchObject({
      id: first.id,
      body: expect.stringContaining("the review was merged") as string,
    });
    expect(previews(2)).toHaveLength(1);
  });

  test("a review whose closing nobody told stays while the host is down, and goes when it answers", async () => {
    open(3, changed("api", "min(http_requests_total)"));
    expect((await run(3, "opened")).code).toBe(0);
    host.close(3, "closed");
    host.down(503);
    const down = await run(0, "schedule");
    expect(down.code).toBe(3);
    expect([previews(2).length, previews(3).length, previews(4).length]).toEqual([1, 1, 1]);
    host.down(undefined);
    expect((await run(0, "schedule")).code).toBe(0);
    expect([previews(2).length, previews(3).length, previews(4).length]).toEqual([1, 0, 1]);
    expect(await series(3)).toBe(0);
    expect(comment(3).body).toContain("the review was closed");
  });

  test("a preview whose time is over goes by schedule though its review is open, and a push makes it again", async () => {
    open(5, changed("api", "avg(http_requests_total)"));
    const slow = await startSlowClock(grafana.url, 3 * 3_600_000);
    const opened = await run(5, "opened", { grafanaUrl: slow.url, flags: { ttl: "1h" } });
    await slow.stop();
    expect(opened.code).toBe(0);
    expect((await run(0, "schedule")).code).toBe(0);
    expect(previews(5)).toEqual([]);
    expect(comment(5).body).toContain("its time was over");
    const again = await run(5, "pushed");
    expect(again.code).toBe(0);
    expect(comment(5).body).toContain(again.outputs["url"]!);
  });

  test("every run takes away what has expired, whoever's it is, and says so there", async () => {
    open(6, changed("api", "count(http_requests_total)"));
    const slow = await startSlowClock(grafana.url, 3 * 3_600_000);
    expect((await run(6, "opened", { grafanaUrl: slow.url, flags: { ttl: "1h" } })).code).toBe(0);
    await slow.stop();
    expect((await run(2, "pushed")).code).toBe(0);
    expect(previews(6)).toEqual([]);
    expect(await series(6)).toBe(0);
    expect(comment(6).body).toContain("its time was over");
    expect(previews(2)).toHaveLength(1);
  });

  test("a review that changes no dashboard any more loses its previews, and the comment says so", async () => {
    push(5, { "boards/api.json": dashboard("api") });
    expect((await run(5, "pushed")).code).toBe(0);
    expect(previews(5)).toEqual([]);
    expect(comment(5).body).toContain("no dashboard is changed in this review any more");
  });

  test("nothing that the host would refuse was asked of it", () => {
    expect(host.violations()).toEqual([]);
    host.verify?.();
  });
}
