import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCli } from "../e2e/cli.ts";
import { temporaryFolder } from "../servers/process.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const minuteMs = 60_000;
type Labels = Readonly<Record<string, string>>;
interface Recorded {
  readonly from: string;
  readonly to: string;
  readonly rules: Readonly<Record<string, readonly { at: string; to: string; labels: Labels }[]>>;
}
interface Tested {
  readonly alerts: readonly {
    readonly alert: string;
    readonly instances: readonly {
      readonly labels: Labels;
      readonly intervals: readonly { readonly grafanaState: string; readonly from: string; readonly until?: string }[];
    }[];
  }[];
}

const recorded = JSON.parse(
  readFileSync(join(import.meta.dirname, "../contracts/grafana-backtest-12.4.json"), "utf8"),
) as Recorded;

/** What tells the alerts of a rule apart: without what the two servers call otherwise, and names that history hides. */
function nameOf(labels: Labels): string {
  const { alertname: _, grafana_folder: __, __name__: ___, datasource_uid: ____, ...own } = labels;
  return JSON.stringify(Object.entries(own).sort());
}

function groupBy<T>(all: readonly T[], nameIt: (one: T) => string): Readonly<Record<string, readonly T[]>> {
  const groups: Record<string, T[]> = {};
  for (const one of all) groups[nameIt(one)] = [...(groups[nameIt(one)] ?? []), one];
  return groups;
}

/** The states of each alert at each minute, as `12 Alerting`; `Normal` is none. */
function statesOf(spans: readonly { readonly state: string; readonly fromMs: number; readonly untilMs: number }[]) {
  const states: string[] = [];
  for (let atMs = Date.parse(recorded.from); atMs <= Date.parse(recorded.to); atMs += minuteMs)
    for (const { state, fromMs, untilMs } of spans)
      if (fromMs <= atMs && atMs < untilMs && !state.startsWith("Normal"))
        states.push(`${(atMs - Date.parse(recorded.from)) / minuteMs} ${state}`);
  return states;
}

test("test gives every alert of Grafana the states that Grafana's own backtest gives it, at every evaluation", async () => {
  const args = ["test", "rules.yaml", "--data", "data.yaml", "--lead-in", "0s", "--output", "json"];
  const cwd = join(import.meta.dirname, "backtest");
  const run = await runCli(args, { cwd, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } });
  const { alerts } = run.json<Tested>();
  expect(alerts.map(({ alert }) => alert)).toEqual(Object.keys(recorded.rules));
  expect(alerts.length).toBeGreaterThan(40);
  for (const { alert, instances } of alerts) {
    const transitions = Object.entries(groupBy(recorded.rules[alert]!, ({ labels }) => nameOf(labels)));
    const theirs = transitions.map(([name, list]) => {
      const spans = list.map(({ at, to }, place) => {
        const next = list[place + 1];
        return { state: to, fromMs: Date.parse(at), untilMs: next === undefined ? Infinity : Date.parse(next.at) };
      });
      return [name, statesOf(spans)] as const;
    });
    const ours = instances.map(({ labels, intervals }) => {
      const spans = intervals.map(({ grafanaState, from, until }) => ({
        ...{ state: grafanaState, fromMs: Date.parse(from) },
        untilMs: until === undefined ? Infinity : Date.parse(until),
      }));
      return [nameOf(labels), statesOf(spans)] as const;
    });
    const told = (all: readonly (readonly [string, readonly string[]])[]) =>
      all.filter(([, states]) => states.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
    expect(told(ours), alert).toEqual(told(theirs));
  }
});
