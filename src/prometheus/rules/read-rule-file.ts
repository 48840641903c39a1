import { UsageError } from "../../errors.ts";
import { findGroups } from "./find-groups.ts";
import { GroupReader } from "./group-reader.ts";
import { type RuleDocument, readRuleDocuments } from "./rule-documents.ts";
import type { RuleFile, RuleGroup, RuleProblem } from "./rule-group.ts";

/**
 * Reads a rule file: one or more YAML documents, each a Prometheus rule file (`groups`), a `PrometheusRule` or a list
 * of them, a ConfigMap of rule files, a single group, or namespaces of groups as rulers (Mimir, Cortex, Loki) keep
 * them; rules of Grafana in its provisioning, its resources, or the plan or JSON of its Terraform provider.
 *
 * @throws {UsageError} with file and line, if it is no YAML, goes beyond the limits, or has no groups at all.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#syntax
 */
export function readRuleFile(text: string, { file }: { readonly file: string }): RuleFile {
  return readRuleGroups(readRuleDocuments(text, file), { file });
}

/**
 * Reads the rules of documents that were parsed.
 *
 * @throws {UsageError} with the file, if it has no groups at all.
 */
export function readRuleGroups(documents: readonly RuleDocument[], { file }: { readonly file: string }): RuleFile {
  const groups: RuleGroup[] = [];
  const problems: RuleProblem[] = [];
  let found = false;
  for (const document of documents) {
    const places = findGroups(document.data);
    found ||= places !== undefined;
    for (const place of places ?? []) {
      if (place.text !== undefined) {
        const name = `${file}#${place.path.at(-1)}`;
        const inner = readRuleFile(place.text, { file: name });
        groups.push(...inner.groups);
        problems.push(...inner.problems);
      } else groups.push(...new GroupReader(document, file, problems).read(place));
    }
  }
  if (!found) throw new UsageError(`${file}: no rule groups; expected \`groups:\` as in a Prometheus rule file`);
  return { groups, problems };
}
