import { type LabelSet, labelKey } from "../engine/label-set.ts";
import type { PlacedRule } from "../rules/plan-stages.ts";
import { expandGrafana, type TemplateNumber } from "../templates/expand-grafana.ts";
import type { ManagedResult } from "./managed-result.ts";
import { noNumbers, type ResultNumbers } from "./result-numbers.ts";

/** Labels of an alert of Grafana, and its label templates that failed. */
export interface LabelledAlert {
  readonly labels: LabelSet;
  /** `label NAME: WHY` */
  readonly faults: readonly string[];
}

/** Texts that stand in templates for labels that Grafana adds and a file does not tell. */
const unknown = [
  ["__alert_rule_namespace_uid__", "[uid of the folder]"],
  ["__alert_rule_uid__", "[uid of the rule]"],
  ["grafana_folder", "[title of the folder]"],
] as const;

/** Fills in the labels and annotations of one rule of Grafana. */
export class ManagedTexts {
  readonly #rule: PlacedRule["rule"];
  /** Labels that Grafana adds to every alert, over all others; those with underscores are not shown. */
  readonly #added: LabelSet;
  readonly #hasTemplates: boolean;
  readonly #known = new Map<string, LabelledAlert>();

  constructor(rule: PlacedRule["rule"]) {
    this.#rule = rule;
    this.#hasTemplates = rule.labels.some(([, text]) => text.includes("{{"));
    const { uid, folder } = rule.managed!;
    const added: [string, string | undefined][] = [
      ["__alert_rule_namespace_uid__", folder.uid],
      ["__alert_rule_uid__", uid],
      ["alertname", rule.name],
      ["grafana_folder", folder.title],
    ];
    this.#added = new Map(added.filter((pair): pair is [string, string] => pair[1] !== undefined));
  }

  /** The labels of a result's alert: Grafana's own win over the rule's, and these over the result's. */
  labelsOf({ labels: source, numbers, errorLabels }: ManagedResult): LabelledAlert {
    const errorKey = errorLabels === undefined ? "" : labelKey(errorLabels);
    const key = `${labelKey(source)} ${errorKey}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const shown = [...this.#added].filter(([name]) => !name.startsWith("__"));
    const labels = new Map([...shown, ...(errorLabels ?? [])]);
    const faults: string[] = [];
    const given = this.#hasTemplates ? numbers?.() : undefined;
    for (const [name, template] of this.#rule.labels) {
      const { text, error } = this.expand(template, source, given);
      if (error !== undefined) faults.push(`label ${name}: ${error}`);
      if (!labels.has(name)) labels.set(name, text);
    }
    for (const [name, value] of source) if (!labels.has(name)) labels.set(name, value);
    const made = { labels, faults };
    // Without templates they depend on the result's labels alone.
    if (!this.#hasTemplates) this.#known.set(key, made);
    return made;
  }

  /** Fills in a template. @param source - labels of the result. */
  expand(
    template: string,
    source: LabelSet,
    numbers: ResultNumbers = noNumbers,
  ): { readonly text: string; readonly error?: string } {
    const values = new Map<string, TemplateNumber>(numbers.values);
    const unread = values.size === 0 ? [] : this.#rule.managed!.unread;
    for (const refId of unread) values.set(refId, { labels: new Map(), value: "[not evaluated]" });
    return expandGrafana(template, {
      alert: this.#rule.name,
      labels: new Map([...source, ...unknown, ...this.#added]),
      values,
      value: numbers.value,
    });
  }
}
