import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, dashboard, noLeadIn, type Stack, smallSpec, startStack } from "../e2e/stack.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";
import { runInProcess } from "./in-process.ts";
import { type WireFault, wireFaults } from "./wire-fault-list.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({}, noLeadIn);
  stack.write("a.json", dashboard("A", ["queue_length"]));
  stack.write("dashpreview.yaml", smallSpec.replace("history: 30m", "history: 5m"));
});
afterAll(() => stack.stop());

/** Samples of a revision by the spec: 4 series, one sample every 15 s for 5 minutes. */
const samples = 4 * 20;

interface Place {
  readonly name: string;
  readonly server: "Grafana" | "Prometheus";
  readonly kind: "question" | "change";
  readonly when: (name: string, body: string) => boolean;
}

const places: readonly Place[] = [
  {
    name: "reading the samples back",
    server: "Prometheus",
    kind: "question",
    when: (name, body) => name === "POST /api/v1/query" && body.includes("count_over_time"),
  },
  {
    name: "a panel's query",
    server: "Prometheus",
    kind: "question",
    when: (name) => name === "POST /api/v1/query_range",
  },
  { name: "a panel's query", server: "Grafana", kind: "question", when: (name) => name === "POST /api/ds/query" },
  {
    name: "writing samples",
    server: "Prometheus",
    kind: "change",
    when: (name, body) => name === "POST /api/v1/write" && body.length > 50,
  },
  {
    name: "saving the dashboard",
    server: "Grafana",
    kind: "change",
    when: (name) => /^(POST|PUT) \/apis\/dashboard/.test(name),
  },
];

interface Up {
  readonly revision?: string;
  readonly samplesVerified?: number;
  readonly dashboards?: {
    readonly panels?: { ok: number; empty: number; error: number; unchecked: number };
    unchecked?: unknown[];
  }[];
  readonly error?: { readonly code: string; readonly message: string };
}

/** One preview, attacked again and again: the proxies stand before its servers. */
class Target {
  static async start(key: string): Promise<Target> {
    const [grafana, prometheus] = await Promise.all([
      startFaultProxy(stack.grafanaUrl),
      startFaultProxy(stack.prometheusUrl),
    ]);
    return new Target(key, grafana, prometheus);
  }

  private constructor(
    readonly key: string,
    readonly grafana: FaultProxy,
    readonly prometheus: FaultProxy,
  ) {}

  /** @param flags - of a run that is attacked: what it waits for does not come. */
  async up(flags: readonly string[] = []): Promise<{ code: number; stderr: string; result: Up }> {
    const env = { ...stack.env, GRAFANA_URL: this.grafana.url, PROMETHEUS_URL: this.prometheus.url };
    const args = ["up", "a.json", "--key", this.key, "--no-sweep", "--output", "json", ...flags];
    const { code, stdout, stderr } = await runInProcess(args, { cwd: stack.folder, env });
    return { code, stderr, result: JSON.parse(stdout) as Up };
  }

  /** The revision that Grafana shows has every sample: the old preview or the new one, whole. */
  async expectWhole(what: string): Promise<string> {
    const shown = stack
      .double!.dashboards()
      .filter(({ model }) => (model["tags"] as string[]).includes(`dp-key:${stack.project}.${this.key}`));
    expect(shown, what).toHaveLength(1);
    const [tag] = (shown[0]!.model["tags"] as string[]).filter((one) => one.startsWith("dp-rev:"));
    const revision = tag!.slice("dp-rev:".length);
    const label = `dashpreview="${stack.project}.${this.key}.${revision}"`;
    expect(await ask(stack.prometheusUrl, `sum(count_over_time({__name__=~".+",${label}}[1h]))`), what).toBe(samples);
    return revision;
  }

  async stop(): Promise<void> {
    await Promise.all([this.grafana.stop(), this.prometheus.stop()]);
  }
}

async function attack(target: Target, place: Place, fault: WireFault): Promise<void> {
  const what = `${fault.name}, at ${place.name} (${place.server})`;
  const proxy = place.server === "Grafana" ? target.grafana : target.prometheus;
  proxy.spoil(place.when, fault.spoil);
  const { code, stderr, result } = await target.up(["--retry-for", "15s", "--verify-timeout", "2s"]);
  expect(proxy.spoilt, what).toBe(true);
  expect(stderr, what).not.toContain("bug:");
  const shown = await target.expectWhole(what);
  if (place.kind === "question") expectQuestion(place, fault, { code, result, what, stderr });
  else expect([0, 3], `${what}: ${stderr}`).toContain(code);
  if (code === 0) {
    expect(shown, what).toBe(result.revision);
    return;
  }
  expect(
    `${stderr}${JSON.stringify(result)}`.includes(proxy.url) || JSON.stringify(result).includes(place.server),
    `${what}: ${stderr}`,
  ).toBe(true);
  const next = await target.up();
  expect(next.code, `after ${what}: ${next.stderr}`).toBe(0);
  expect(await target.expectWhole(what)).toBe(next.result.revision);
}

interface Ended {
  readonly code: number;
  readonly result: Up;
  readonly what: string;
  readonly stderr: string;
}

function expectQuestion(
  { server, when }: Place,
  { question, grafana = question }: WireFault,
  { code, result, what, stderr }: Ended,
): void {
  const end = server === "Grafana" ? grafana : question;
  if (end === "heals" || end === "passes" || (end === "either" && code === 0)) {
    expect(code, `${what}: ${stderr}`).toBe(0);
    expect(result, what).toMatchObject({ samplesVerified: samples, dashboards: [{ panels: { ok: 1, unchecked: 0 } }] });
    return;
  }
  expect(code, `${what}: ${stderr}`).toBe(3);
  // Before anything is saved the run ends; afterwards the preview stays, and the panel was not checked.
  if (when("POST /api/v1/query", "count_over_time")) expect(result.error, what).toBeDefined();
  else {
    expect(result, what).toMatchObject({
      samplesVerified: samples,
      dashboards: [
        {
          panels: { ok: 0, empty: 0, error: 0, unchecked: 1 },
          findings: [],
          unchecked: [{ panel: "Panel 1", refId: "A" }],
        },
      ],
    });
  }
}

/**
 * Every fault once on a question and once on a change: the servers take turns. With `DASHPREVIEW_ATTACK=full` every
 * fault at every place. The samples are read back through the same questions as the panels': a few faults show that
 * they are.
 */
function faultsAt({ index, server, kind }: Place & { readonly index: number }): readonly WireFault[] {
  if (process.env["DASHPREVIEW_ATTACK"] === "full") return wireFaults;
  if (index === 0) return wireFaults.filter(({ name }) => /^half|cut off, with|^no answer|^HTML|^404|^503/.test(name));
  const turn = (server === "Grafana") === (kind === "question") ? 0 : 1;
  return wireFaults.filter((_, place) => place % 2 === turn);
}

test.concurrent.for(places.map((place, index) => ({ ...place, index })))(
  "a $kind of $server ($name): whatever is done to the answer once, the run ends with the right exit code, says where, deletes nothing that is shown, and the next one converges",
  { timeout: 240_000 },
  async (place) => {
    if (stack.double === undefined) return;
    const faults = faultsAt(place);
    const lanes = [
      faults.filter(({ slow }) => slow !== true),
      ...faults.filter(({ slow }) => slow === true).map((one) => [one]),
    ];
    expect(wireFaults.length).toBeGreaterThanOrEqual(34);
    // What stalls waits beside the rest, each on a preview of its own.
    await Promise.all(
      lanes.map(async (spoilers, lane) => {
        const target = await Target.start(`wire-${place.index}-${lane}`);
        try {
          const first = await target.up();
          expect(first.code, first.stderr).toBe(0);
          for (const fault of spoilers) await attack(target, place, fault);
        } finally {
          await target.stop();
        }
      }),
    );
  },
);
