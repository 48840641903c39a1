import { parseDuration } from "../../text/duration.ts";
import { fieldOf } from "./field-of.ts";
import { isGrafanaRule, readGrafanaRule } from "./grafana/grafana-rule.ts";
import type { ManagedFolder } from "./grafana/managed-rule.ts";
import type { GroupsPlace } from "./groups-place.ts";
import { LeftOpen } from "./left-open.ts";
import type { RuleDocument } from "./rule-documents.ts";
import type { Rule, RuleGroup, RuleProblem, TemplatePair, UnevaluatedRule } from "./rule-group.ts";

type Path = readonly (string | number)[];

const maxRules = 5000;
const groupKeys = new Set(
  (
    "name interval query_offset limit rules labels partial_response_strategy source_tenants evaluation_delay " +
    "remote_write align_evaluation_time_on_interval"
  ).split(" "),
);
const ruleKeys = new Set("alert record expr for keep_firing_for labels annotations".split(" "));
const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
/** Line filters and parsers of LogQL after a stream selector. */
const logQuery = /\}\s*(?:(?:\|[=~>]|![=~>])\s*["`]|\|\s*[a-z_]+)/;

/** Reads the groups of one place of a document, noting what Prometheus would refuse. */
export class GroupReader {
  readonly #document: RuleDocument;
  readonly #file: string;
  readonly #problems: RuleProblem[];

  constructor(document: RuleDocument, file: string, problems: RuleProblem[]) {
    this.#document = document;
    this.#file = file;
    this.#problems = problems;
  }

  read({ path, value, namespace, dialect, rulesKey = "rules" }: GroupsPlace): RuleGroup[] {
    if (value === null) return [];
    if (value instanceof Map) return [this.#group(value, path, { namespace, dialect, rulesKey })];
    if (!Array.isArray(value)) {
      this.#problem(path, "`groups` is no list");
      return [];
    }
    const seen = new Set<string>();
    return value.flatMap((group: unknown, index) => {
      const at = [...path, index];
      if (!(group instanceof Map)) {
        this.#problem(at, "a group is no map");
        return [];
      }
      const read = this.#group(group, at, { namespace, dialect, rulesKey });
      if (read.name === "") this.#problem(at, "a group has no name");
      else if (seen.has(read.name)) this.#problem([...at, "name"], `two groups are named "${read.name}"`);
      seen.add(read.name);
      return [read];
    });
  }

  #group(
    group: Map<unknown, unknown>,
    path: Path,
    { namespace, dialect, rulesKey }: Required<Pick<GroupsPlace, "namespace" | "dialect" | "rulesKey">>,
  ): RuleGroup {
    const written = fieldOf(group, "rules");
    const isGrafana = Array.isArray(written) && written.some(isGrafanaRule);
    if (!isGrafana) this.#unknownKeys(group, groupKeys, path, "a group");
    const name = String(fieldOf(group, "name") ?? "");
    if (written !== undefined && written !== null && !Array.isArray(written))
      this.#problem([...path, "rules"], "`rules` is no list");
    const labels = this.#pairs(group, "labels", path);
    const list: unknown[] = Array.isArray(written) ? written : [];
    if (list.length > maxRules) this.#problem([...path, "rules"], `more than ${maxRules} rules in a group`);
    const unevaluated: UnevaluatedRule[] = [];
    const [title, uid] = [textOf(fieldOf(group, "folder")), textOf(fieldOf(group, "folderUid"))];
    const folder = { ...(title === undefined ? {} : { title }), ...(uid === undefined ? {} : { uid }) };
    const rules = list.slice(0, maxRules).flatMap((rule, index) => {
      const at = [...path, rulesKey, index];
      return isGrafana ? this.#grafana(rule, at, { folder, unevaluated }) : this.#rule(rule, at, labels);
    });
    const limit = fieldOf(group, "limit");
    return {
      name,
      file: this.#file,
      line: this.#document.lineOf(path),
      namespace: namespace ?? uid ?? title,
      intervalMs: this.#duration(group, "interval", path) || undefined,
      queryOffsetMs:
        this.#duration(group, "query_offset", path) ?? this.#duration(group, "evaluation_delay", path) ?? 0,
      limit: typeof limit === "number" ? limit : 0,
      dialect: dialect ?? (rules.some(({ expr }) => logQuery.test(expr)) ? "loki" : "prometheus"),
      rules,
      unevaluated,
    };
  }

  #grafana(
    rule: unknown,
    path: Path,
    { folder, unevaluated }: { readonly folder: ManagedFolder; readonly unevaluated: UnevaluatedRule[] },
  ): Rule[] {
    if (!(rule instanceof Map || rule instanceof LeftOpen)) return [];
    const read = readGrafanaRule(rule, folder);
    const { name } = read;
    const line = this.#document.lineOf(path);
    if ("reason" in read || rule instanceof LeftOpen) {
      unevaluated.push({ name, line, reason: "reason" in read ? read.reason : "" });
      return [];
    }
    for (const problem of read.problems) this.#problem(path, problem);
    const keep = rule.has("keepFiringFor") ? "keepFiringFor" : "keep_firing_for";
    return [
      {
        kind: "alert",
        name,
        expr: read.expr,
        forMs: this.#duration(rule, "for", path) ?? 0,
        keepFiringForMs: this.#duration(rule, keep, path) ?? 0,
        labels: this.#pairs(rule, "labels", path),
        annotations: this.#pairs(rule, "annotations", path),
        line,
        managed: read.managed,
      },
    ];
  }

  #rule(rule: unknown, path: Path, groupLabels: readonly TemplatePair[]): Rule[] {
    if (!(rule instanceof Map)) {
      this.#problem(path, "a rule is no map");
      return [];
    }
    this.#unknownKeys(rule, ruleKeys, path, "a rule");
    const [alert, record, written] = ["alert", "record", "expr"].map((key) => fieldOf(rule, key));
    const both = isText(alert) && isText(record);
    if (both || (!isText(alert) && !isText(record))) {
      this.#problem(path, both ? "a rule has both `alert` and `record`" : "a rule has neither `alert` nor `record`");
      return [];
    }
    const name = String(isText(alert) ? alert : record);
    // YAML reads `expr: 1` as a number.
    const expr = typeof written === "number" ? String(written) : written;
    if (!isText(expr)) {
      this.#problem(path, `rule "${name}" has no \`expr\``);
      return [];
    }
    const kind = isText(alert) ? "alert" : "record";
    if (kind === "record") {
      if (!metricName.test(name)) this.#problem([...path, "record"], `"${name}" is no metric name`);
      for (const key of ["for", "keep_firing_for", "annotations"])
        if (rule.has(key)) this.#problem([...path, key], `recording rule "${name}" has \`${key}\``);
    }
    const own = this.#pairs(rule, "labels", path);
    const names = new Set(own.map(([label]) => label));
    return [
      {
        kind,
        name,
        expr,
        forMs: this.#duration(rule, "for", path) ?? 0,
        keepFiringForMs: this.#duration(rule, "keep_firing_for", path) ?? 0,
        labels: [...groupLabels.filter(([label]) => !names.has(label)), ...own],
        annotations: this.#pairs(rule, "annotations", path),
        line: this.#document.lineOf([...path, kind]),
      },
    ];
  }

  #pairs(map: Map<unknown, unknown>, key: string, path: Path): TemplatePair[] {
    const value = fieldOf(map, key);
    if (value === undefined || value === null || value instanceof LeftOpen) return [];
    if (!(value instanceof Map)) {
      this.#problem([...path, key], `\`${key}\` is no map`);
      return [];
    }
    return [...value].flatMap(([name, text]): TemplatePair[] => {
      const isPlain = typeof text === "number" || typeof text === "boolean" || text instanceof LeftOpen;
      const plain = isPlain ? String(text) : (text ?? "");
      if (typeof name === "string" && typeof plain === "string") return [[name, plain]];
      this.#problem([...path, key], `\`${key}\`: ${String(name)} is no text`);
      return [];
    });
  }

  #duration(map: Map<unknown, unknown>, key: string, path: Path): number | undefined {
    const value = fieldOf(map, key);
    if (value === undefined || value === null || value === "") return undefined;
    const ms = parseDuration(String(value));
    if (ms === undefined) this.#problem([...path, key], `\`${key}: ${String(value)}\` is no duration such as 5m`);
    return ms;
  }

  #unknownKeys(map: Map<unknown, unknown>, known: ReadonlySet<string>, path: Path, what: string): void {
    for (const key of map.keys())
      if (typeof key !== "string" || !known.has(key))
        this.#problem([...path, String(key)], `${what} has no key \`${String(key)}\``);
  }

  #problem(path: Path, message: string): void {
    this.#problems.push({ file: this.#file, line: this.#document.lineOf(path), message });
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
