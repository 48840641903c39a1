import type { SelectorNode } from "../../promql/tree/node.ts";
import type { LabelCondition } from "../read/label-condition.ts";

/** How events ended, of which some are a share of all. */
export type Outcome = "errors" | "success" | "hits" | "misses";

/** The outcome of the others. */
export const opposite: Readonly<Record<Outcome, Outcome>> = {
  errors: "success",
  success: "errors",
  hits: "misses",
  misses: "hits",
};

const bad =
  /(^|[^a-z])(un(successful|healthy|available)|err(or)?s?|fail(ed|ures?|ing|s)?|faults?|drop(ped|s)?|reject(ed|ions?|s)?|refused|denied|timed?_?outs?|discard(ed|s)?|abort(ed|s)?|exceptions?|lost|loss|retrans\w*|throttled|invalid|cancell?ed|panics?|crash(ed|es)?|[45]xx)([^a-z]|$)/;
const good =
  /(^|[^a-z])(success(es|ful|fully)?|succeeded|availab(le|ility)|up(time)?|ok|healthy|passed|good|alive|[23]xx|delivered)([^a-z]|$)/;
const hit = /(^|[^a-z])(hits?|hit_?(rate|ratio))([^a-z]|$)/;
const miss = /(^|[^a-z])(miss(es|ed)?|miss_?(rate|ratio))([^a-z]|$)/;
/** Words that turn the next one around: `non-5xx`, `without errors`, `error free`. */
const negated = /(^|[^a-z])(non|no|not|without|zero)[-_ ]+(\w+)|(\w+)[-_ ](free|less)([^a-z]|$)/;

/** The outcome that a text names: a metric's name, a legend, a title. Undefined where it names none, or several. */
export function outcomeInText(text: string): Outcome | undefined {
  const lower = text
    .slice(0, 300)
    .replaceAll(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
  const turned = negated.exec(lower);
  const word = turned?.[3] ?? turned?.[4];
  if (turned !== null && word !== undefined) {
    const inner = plainOutcome(word);
    if (inner === "errors") return "success";
    if (inner === "success") return "errors";
  }
  return plainOutcome(lower);
}

function plainOutcome(text: string): Outcome | undefined {
  if (miss.test(text)) return hit.test(text) ? undefined : "misses";
  if (hit.test(text)) return "hits";
  const [isBad, isGood] = [bad.test(text), good.test(text)];
  return isBad === isGood ? undefined : isBad ? "errors" : "success";
}

/** Labels whose values are codes of HTTP or gRPC, or words for how something ended. */
const codeLabel = /(^|_)(code|status|response_code|status_code|rc)(_class|_family)?$|^(code|status)/i;
const outcomeLabel =
  /^(.*_)?(result|outcome|status|state|success|error|reason|exception|type|kind|grpc_code|code|response|severity|level|loglevel)$/i;

/** The outcome that a selector chooses by the values of its labels. */
export function outcomeOfMatchers({ matchers }: Pick<SelectorNode, "matchers">): Outcome | undefined {
  const found = new Set(matchers.flatMap((matcher) => outcomeOfLabel(matcher) ?? []));
  if (found.has("errors")) return "errors";
  return found.size === 1 ? [...found][0] : undefined;
}

/** The outcome that one condition on a label chooses. */
export function outcomeOfLabel({ name, op, value }: LabelCondition): Outcome | undefined {
  const negative = op === "!=" || op === "!~";
  const chosen = outcomeOfValue(name, value, op === "=~" || op === "!~");
  if (chosen === undefined || !negative) return chosen;
  return opposite[chosen];
}

function outcomeOfValue(name: string, value: string, isRegex: boolean): Outcome | undefined {
  const text = value.toLowerCase();
  // `error!=""` chooses those with an error.
  if (text === "") return /^(error|exception)/i.test(name) ? "success" : undefined;
  if (codeLabel.test(name)) {
    const codes = text.replaceAll(/[()^$]/g, "").split("|");
    if (codes.every((code) => code === "ok" || (/grpc/i.test(name) && code === "0"))) return "success";
    if (/grpc/i.test(name) && codes.every((code) => /^\d{1,2}$/.test(code) && code !== "0")) return "errors";
    if (codes.every((code) => /^([45]([\dx.[*\\]|..$)|\[45|\[4-5)/.test(code) || /^[45]$/.test(code))) return "errors";
    if (codes.every((code) => /^([123]([\dx.[*\\]|..$)|\[[123]|\[1-3)/.test(code))) return "success";
    if (codes.every((code) => grpcFailures.has(code))) return "errors";
  }
  if (!outcomeLabel.test(name)) return undefined;
  if (/^(true|false|1|0|yes|no)$/.test(text)) {
    const yes = /^(true|1|yes)$/.test(text);
    if (/success/i.test(name)) return yes ? "success" : "errors";
    return /error|exception/i.test(name) ? (yes ? "errors" : "success") : undefined;
  }
  return isRegex && text.length > 200 ? undefined : outcomeInText(text.replaceAll(/[.*+?()^$|\\]/g, " "));
}

/** Codes of gRPC for what went wrong, in lower case. */
const grpcFailures = new Set(
  (
    "unknown invalid_argument invalidargument deadline_exceeded deadlineexceeded not_found notfound already_exists " +
    "permission_denied permissiondenied unauthenticated resource_exhausted resourceexhausted failed_precondition " +
    "failedprecondition aborted out_of_range unimplemented internal unavailable data_loss dataloss"
  ).split(" "),
);
