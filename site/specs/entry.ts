import { planSpecText, unwrittenSet } from "../../src/preview/playground/plan-spec.ts";

/** Less than the program allows: a page has one thread, and its reader waits. */
const limits = { maxSeries: 2000, maxSamples: 5_000_000 };

Object.assign(globalThis, {
  dashpreviewSpecs: (path: "check" | "spec", text: string) => {
    if (text.length > 256 * 1024) return { ok: false, problems: [{ message: "The spec is longer than 256 KiB." }] };
    const planned = planSpecText(text, { ...limits, nowMs: Date.now() });
    if (!planned.ok) return planned;
    return path === "check" ? { ok: false, problems: [] } : { ok: true, data: unwrittenSet(planned.plan) };
  },
});
