import { expect, test } from "vitest";
import type { CheckResult, CopyResult, PanelResult } from "../check/result.ts";
import { describePlace } from "./describe-place.ts";
import { describeCopies, nameCopies } from "./format-copies.ts";
import { formatMarkdown } from "./format-markdown.ts";
import { formatTable } from "./format-table.ts";

const panel = (copies: readonly CopyResult[], copyCount: number = copies.length): PanelResult => {
  return { title: "P | Q", state: "ok", copies, copyCount, series: 1, samples: 1, shape: [] };
};
const copy = (ns: string, state: CopyResult["state"] = "ok"): CopyResult => ({ values: { ns }, state });
const leftOut = (ns: string): CopyResult => ({ values: { ns }, state: "skipped", code: "too-many-copies" });

test("describeCopies counts the copies that are fine, and names the others", () => {
  expect(describeCopies(panel([copy("a"), copy("b"), copy("c")]))).toBe("3 of 3 copies ok");
  expect(describeCopies(panel([copy("a"), copy("b", "empty"), copy("c")]))).toBe("2 of 3 copies ok; empty for ns=b");
  expect(
    describeCopies(
      panel([copy("a", "unchecked"), copy("b", "error"), ...["c", "d", "e", "f"].map((ns) => copy(ns, "empty"))]),
    ),
  ).toBe("0 of 6 copies ok; error for ns=b; not checked for ns=a; empty for ns=c, ns=d, ns=e and 1 more");
});

test("describeCopies says which copies nobody looked at", () => {
  expect(describeCopies(panel([copy("a"), leftOut("b"), leftOut("c")]))).toBe(
    "1 of 1 copies ok; looked at 1 of 3, not at ns=b, ns=c",
  );
  expect(describeCopies(panel([copy("a"), ...["b", "c", "d", "e"].map(leftOut)], 90))).toBe(
    "1 of 1 copies ok; looked at 1 of 90, not at ns=b, ns=c, ns=d and 86 more",
  );
});

test("describeCopies has nothing to say of a single copy, or of a panel that was not looked at", () => {
  expect(describeCopies(panel([copy("a")]))).toBeUndefined();
  const { copies: _, copyCount: __, ...plain } = panel([]);
  expect(describeCopies(plain)).toBeUndefined();
  expect(describeCopies({ ...panel([copy("a", "skipped"), copy("b", "skipped")]), state: "skipped" })).toBeUndefined();
});

test("nameCopies names each variable of a copy, and cuts long values", () => {
  expect(
    nameCopies([
      { ns: "a", pod: "p" },
      { ns: "b", pod: "p" },
    ]),
  ).toBe("ns=a pod=p, ns=b pod=p");
  expect(nameCopies([{ ns: "x".repeat(100) }])).toBe(`ns=${"x".repeat(60)}…`);
});

test("describePlace names the copies that a finding is about", () => {
  const copies = [{ ns: "bank" }, { ns: "shop" }];
  expect(describePlace({ panel: "Errors", refId: "A", copies })).toBe("Errors, query A (ns=bank, ns=shop)");
});

test("formatTable and formatMarkdown show copies, and escape their values", () => {
  const hostile = copy("<b>\u001b[31m@me", "empty");
  const result: CheckResult = {
    panels: { total: 2, ok: 1, empty: 1, error: 0, skipped: 0, unchecked: 0 },
    panelResults: [panel([copy("a"), copy("b")]), { ...panel([copy("a"), hostile]), state: "empty" }],
    ...{ queries: [], variables: [], findings: [], unchecked: [], unusedMetrics: [] },
  };
  const table = formatTable(result);
  expect(table).toContain("\n  2 of 2 copies ok\n");
  expect(table).toContain("\n  1 of 2 copies ok; empty for ns=<b>\\u001b[31m@me\n");
  const markdown = formatMarkdown(result);
  expect(markdown).toContain("Copies of repeated panels:\n\n- P &#124; Q: 1 of 2 copies ok; empty for ns=&lt;b&gt;");
  expect(markdown.match(/copies ok/g)).toHaveLength(1);
  expect(markdown).not.toContain("@me");
});
