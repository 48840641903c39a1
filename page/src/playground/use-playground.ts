import { useCallback, useEffect, useRef, useState } from "react";
import type { QueryFailure } from "../../../src/promql/grammar/failure.ts";
import type { ExplainedQuery } from "../../../src/promql/steps/explain.ts";
import type {
  PlaygroundData,
  PlaygroundLesson,
  PlaygroundSet,
  PlaygroundSpec,
  SpecFault,
} from "../../../src/report/playground/playground-data.ts";
import { type AskOptions, NoAnswer } from "./data/ask.ts";
import { explainOn } from "./data/explain.ts";
import { NoToken, playgroundPath, sendSpec, servedSpec, serveHeaders, tokenInAddress } from "./data/serve-api.ts";
import { specInPage } from "./data/spec-in-page.ts";

/** An expression that was run. */
export interface Run {
  readonly query: string;
  readonly atMs: number;
  readonly outcome: ExplainedQuery | QueryFailure;
}

/** Where the page stands. */
export interface PlaygroundState {
  readonly lesson: PlaygroundLesson | undefined;
  readonly specText: string;
  /** The spec's name and the samples that it made; `text` is what they were made of. */
  readonly applied: { readonly text: string; readonly set: PlaygroundSet } | undefined;
  readonly faults: readonly SpecFault[];
  readonly query: string;
  readonly afterMs: number;
  readonly run: Run | undefined;
  readonly busy: boolean;
  /** The server is gone, or wants a token. */
  readonly trouble: "gone" | "token" | undefined;
}

/** The spec that `serve` serves, in the list of lessons. */
export const servedName = "the spec that is served";

/** Keeps what the page shows, and changes it. */
export function usePlayground(data: PlaygroundData) {
  const first = data.spec === undefined && data.source.kind !== "serve" ? data.lessons[0] : undefined;
  const opened = data.spec ?? first?.spec;
  const [state, setState] = useState<PlaygroundState>({
    ...{ lesson: first, specText: opened?.text ?? "", applied: undefined, faults: [] },
    ...{ query: "", afterMs: 0, run: undefined, busy: false, trouble: undefined },
  });
  const [token, setToken] = useState(tokenInAddress);
  const change = useCallback((part: Partial<PlaygroundState>) => setState((before) => ({ ...before, ...part })), []);
  const latest = useRef(0);
  const { source } = data;
  const canChange = source.kind === "serve" || source.kind === "page";

  /** What becomes of a spec: on the server, else in this page. */
  const given = useCallback(
    async (path: "check" | "spec", text: string) =>
      source.kind === "page" ? specInPage(path, text) : sendSpec(path, text, token),
    [source, token],
  );

  const ask = useCallback(
    async (query: string, set: PlaygroundSet, afterMs: number) => {
      const turn = ++latest.current;
      if (query.trim() === "" || !answers(source) || (source.kind === "serve" && set.label === undefined))
        return change({ query, afterMs, run: undefined, busy: false });
      const atMs = set.range.fromMs + afterMs;
      change({ query, afterMs, busy: true });
      try {
        const outcome = await explainOn(query, set, wayTo(source, token), atMs);
        if (turn === latest.current) change({ run: { query, atMs, outcome }, busy: false, trouble: undefined });
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        if (turn === latest.current) change({ busy: false, trouble: "gone" });
      }
    },
    [source, token, change],
  );

  const apply = useCallback(
    async (spec: PlaygroundSpec, next?: { readonly query: string; readonly afterMs: number }) => {
      change({ busy: true });
      try {
        const answer = spec.data === undefined && canChange ? await given("spec", spec.text) : known(spec);
        if (!answer.ok) return change({ faults: answer.problems, busy: false, trouble: undefined });
        const set = answer.data;
        change({ applied: { text: spec.text, set }, faults: [], run: undefined, busy: false, trouble: undefined });
        const { query, afterMs } = next ?? usual(set);
        await ask(query, set, afterMs);
      } catch (error) {
        if (error instanceof NoToken) return change({ busy: false, trouble: "token" });
        if (!(error instanceof NoAnswer)) throw error;
        change({ busy: false, trouble: "gone" });
      }
    },
    [canChange, given, change, ask],
  );

  const openLesson = useCallback(
    (lesson: PlaygroundLesson) => {
      change({ lesson, specText: lesson.spec.text, faults: [] });
      return apply(lesson.spec, firstQuery(lesson));
    },
    [change, apply],
  );
  /** The spec that the page opened with, in place of a lesson. */
  const openOwn = useCallback(async () => {
    try {
      const spec = source.kind === "serve" ? { name: servedName, text: await servedSpec(token) } : data.spec;
      if (spec === undefined) return;
      change({ lesson: undefined, specText: spec.text, faults: [] });
      await apply(spec);
    } catch (error) {
      if (!(error instanceof NoToken || error instanceof NoAnswer)) throw error;
      change({ trouble: error instanceof NoToken ? "token" : "gone" });
    }
  }, [source, token, data.spec, change, apply]);

  // What the page opens with; again with a token, where the server wanted one.
  const begin = useRef(async () => {});
  begin.current = async () => {
    if (source.kind !== "serve") return first === undefined ? opened && apply(opened) : openLesson(first);
    if (state.specText !== "") return apply({ name: "spec", text: state.specText });
    await openOwn();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a token that changes is the reason to begin again
  useEffect(() => void begin.current(), [token]);

  const check = useCallback(
    async (text: string) => {
      if (!canChange) return;
      const answer = await given("check", text).catch(() => undefined);
      if (answer !== undefined && !answer.ok) change({ faults: answer.problems });
    },
    [canChange, given, change],
  );
  const giveToken = useCallback(
    (given: string) => {
      setToken(given);
      change({ trouble: undefined });
    },
    [change],
  );
  return { state, change, ask, apply, openLesson, openOwn, check, token, giveToken, canChange };
}

const answers = ({ kind }: PlaygroundData["source"]) => kind === "serve" || kind === "prometheus";

function wayTo(source: PlaygroundData["source"], token: string): Omit<AskOptions, "label"> {
  if (source.kind === "prometheus") return { base: `${source.url.replace(/\/$/, "")}/api/v1/` };
  return { base: playgroundPath, headers: serveHeaders(token) };
}

/** Of a page without a server, the samples that came with it. */
function known({ data }: PlaygroundSpec) {
  if (data !== undefined) return { ok: true as const, data };
  return { ok: false as const, problems: [{ message: "This page holds no samples of this spec." }] };
}

/** A spec's first metric, at its end. */
function usual(set: PlaygroundSet): { readonly query: string; readonly afterMs: number } {
  const [metric] = set.metrics;
  const name = metric?.curves[0]?.name ?? "";
  const afterMs = set.range.toMs - set.range.fromMs;
  return { query: metric?.type === "counter" ? `rate(${name}[5m])` : name, afterMs };
}

function firstQuery({ parts }: PlaygroundLesson) {
  return parts.find((part) => part.kind === "query");
}
