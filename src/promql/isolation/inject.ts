import { failure, type QueryFailure } from "../grammar/failure.ts";
import { type Fill, fillQuery } from "../grammar/fill.ts";
import { parseGrammar } from "../grammar/grammar.ts";
import { maxQuerySteps } from "../grammar/limits.ts";
import { tooComplex, withSteps } from "../grammar/work.ts";
import { type Reading, type ReadQuery, readQuery } from "../tree/read-query.ts";
import { isBuiltin } from "../variables/builtin-variables.ts";
import { findVariables, useKey } from "../variables/variables.ts";
import { type VariableOptions, variantsOf } from "../variables/variants.ts";
import { agreedStrips, canWrap } from "./agreed-strips.ts";
import { type Insertion, insertTexts, orderInsertions } from "./edits.ts";
import { checkLabel, type IsolationLabel, matcherText, stripTexts, sumTexts } from "./label.ts";
import { mayBeNative } from "./native-results.ts";
import { findRefusal, mayRefuse } from "./refuse.ts";
import { removeInjection } from "./remove.ts";
import { everySelectorMarked } from "./verify.ts";

/** A query restricted to one preview's series. */
export interface Injected {
  readonly ok: true;
  readonly query: string;
}

/** Options of {@link injectLabel}. */
export interface InjectOptions {
  /**
   * The options of the dashboard's variables. A query with variables outside strings is parsed with each option, and
   * must need the same edits.
   */
  readonly variables?: VariableOptions;
  /**
   * Readings to parse the query with, instead of {@link variables}. All must need the same edits, and required ones
   * must be valid.
   */
  readonly readings?: readonly Reading[];
  /** Whether to remove the label again where people would see it. Default true. */
  readonly strip?: boolean;
  /** Metrics that are native histograms, for a server that loses these in `label_replace`. Default none. */
  readonly natives?: ReadonlySet<string> | undefined;
  /**
   * Whether a variable without options or readings may be taken for a number where one fits. If not, a query that would
   * read other series with a metric in its place is refused. Default true.
   */
  readonly guess?: boolean;
}

/**
 * Inserts the matcher `name="value"` into every vector selector of a query, and removes the label again
 * (`label_replace(…, name, "", "", "")`) where people would see it or where it would keep two sides of an operation
 * from matching. So the query returns the same as if its series had no such label. It only inserts text, which
 * {@link removeInjection} removes. Before returning, it parses the query again and requires the matcher in every
 * selector.
 *
 * @throws {RangeError} if the label's name or value has invalid characters.
 */
export function injectLabel(
  query: string,
  label: IsolationLabel,
  options: InjectOptions = {},
): Injected | QueryFailure {
  checkLabel(label);
  return withSteps(maxQuerySteps, (work) => {
    const result = inject(query, label, options);
    return work.usedUp ? failure(tooComplex, 0, query.length) : result;
  });
}

function inject(
  query: string,
  label: IsolationLabel,
  { variables, readings = [], strip = true, guess = true, natives = new Set() }: InjectOptions,
): Injected | QueryFailure {
  const read = readings.length > 0 ? readAll(query, readings) : readVariants(query, variables);
  if (!Array.isArray(read)) return read;
  for (const { root, fill } of read) {
    const refusal =
      mayRefuse(query, label.name) || mayRefuse(fill.text, label.name) ? findRefusal(root, label.name) : undefined;
    if (refusal !== undefined) return refusal;
  }
  const matchers = sameMatchers(query, read, label);
  if (!Array.isArray(matchers)) return matchers;
  const wrapped = strip ? agreedStrips(read) : [];
  if (!read.every(({ root }) => canWrap(root, wrapped))) return dependsOnVariable(query);
  const insertions = orderInsertions(
    matchers,
    wrapped.map((node) => {
      const { open, close } = mayBeNative(node, natives) ? sumTexts(label) : stripTexts(label);
      return { from: node.from, to: node.to, open, close };
    }),
  );
  const injected = insertTexts(query, insertions);
  const unknown = guess ? noTexts : guessedNames(read);
  if (unknown.size > 0 && !staysInside(injected, unknown, label)) return isPerhapsMetric(query, unknown);
  const sound =
    read.every(({ fill }) =>
      everySelectorMarked(fill.text === query ? injected : injectFilled(fill, insertions), label),
    ) &&
    readings.every(({ texts }) => staysInside(injected, texts, label)) &&
    removeInjection(injected, label) === query;
  return sound
    ? { ok: true, query: injected }
    : failure("the query cannot be kept to the preview's series safely", 0, query.length);
}

/**
 * Whether the final query, with these texts for its variables, either does not parse or has the matcher in every
 * selector. A text that did not parse before, such as one with a comma, may parse inside the inserted wrappers.
 */
function staysInside(injected: string, texts: ReadonlyMap<string, string>, label: IsolationLabel): boolean {
  const uses = findVariables(injected).filter((use) => use.place === "code" && texts.has(useKey(use)));
  const { text } = fillQuery(
    injected,
    uses.map((use) => ({ from: use.from, to: use.to, text: texts.get(useKey(use))! })),
  );
  return everySelectorMarked(text, label) || !parseGrammar(text).ok;
}

const noTexts: ReadonlyMap<string, string> = new Map();

/**
 * Variables whose values nobody knows, with a text that makes a metric of each: where one was taken for a number, it
 * could be the name of a metric all the same.
 */
function guessedNames(read: readonly ReadQuery[]): ReadonlyMap<string, string> {
  const guessed = read.flatMap(({ masked }) => masked.map(({ use }) => use));
  return new Map(guessed.filter((use) => !isBuiltin(use)).map((use) => [useKey(use), "v"]));
}

function isPerhapsMetric(query: string, unknown: ReadonlyMap<string, string>): QueryFailure {
  const use = findVariables(query).find((one) => one.place === "code" && unknown.has(useKey(one)));
  const { name = "", from = 0, to = query.length } = use ?? {};
  return failure(`nothing says whether $${name} is a number or a metric: define it, with its values`, from, to);
}

/** The parsed text with the same insertions as the query. */
function injectFilled(fill: Fill, insertions: readonly Insertion[]): string {
  return insertTexts(
    fill.text,
    insertions.map(({ at, text }) => ({ at: fill.inFilled(at), text })),
  );
}

/** Reads the query with every combination of options that parses; without options, with guessed variables. */
function readVariants(query: string, variables: VariableOptions | undefined): ReadQuery[] | QueryFailure {
  const uses = findVariables(query);
  const found: ReadQuery[] = [];
  let guessed: QueryFailure | undefined;
  for (const known of variantsOf(uses, variables)) {
    const read = readQuery(query, known, uses);
    if (read.ok) found.push(read);
    else if (known.size === 0) guessed = read;
  }
  if (found.length > 0) return found;
  if (guessed !== undefined) return guessed;
  const read = readQuery(query, new Map(), uses);
  return read.ok ? [read] : read;
}

/** Reads the query with all readings. */
function readAll(query: string, readings: readonly Reading[]): ReadQuery[] | QueryFailure {
  const uses = findVariables(query);
  const found: ReadQuery[] = [];
  for (const { texts, required, example } of readings) {
    const read = readQuery(query, texts, uses);
    if (read.ok) found.push(read);
    else if (required) return failure(`${read.reason} (with ${example})`, read.from, read.to);
  }
  return found.length > 0 ? found : failure("no value of its variables makes it a valid query", 0, query.length);
}

/** The insertions of the matcher; a failure if they depend on a variable's value. */
function sameMatchers(
  query: string,
  [first, ...others]: readonly ReadQuery[],
  label: IsolationLabel,
): Insertion[] | QueryFailure {
  const text = matcherText(label);
  const matchers = matchersOf(first!, text);
  if (matchers === undefined) return wholeExpression(query);
  let same = true;
  for (const other of others) {
    const list = matchersOf(other, text);
    if (list === undefined) return wholeExpression(query);
    same &&= sameInsertions(matchers, list);
  }
  return same ? matchers : dependsOnVariable(query);
}

/** The insertions of the matcher in one reading; undefined if one is inside a variable. */
function matchersOf({ selectors }: ReadQuery, text: string): Insertion[] | undefined {
  const found: Insertion[] = [];
  for (const { insertAt, braces } of selectors) {
    if (insertAt === undefined) return undefined;
    found.push({ at: insertAt, text: braces ? `${text},` : `{${text}}` });
  }
  return found;
}

function sameInsertions(one: readonly Insertion[], other: readonly Insertion[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ at, text }, index) => at === other[index]!.at && text === other[index]!.text)
  );
}

function wholeExpression(query: string): QueryFailure {
  return failure("a variable stands for a whole expression with selectors of its own", 0, query.length);
}

function dependsOnVariable(query: string): QueryFailure {
  return failure("what the query selects depends on the value of a variable", 0, query.length);
}
