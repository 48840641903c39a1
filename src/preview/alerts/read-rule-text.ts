import { isHcl, loadHcl } from "../../dashboard/terraform/load-hcl.ts";
import { ruleGroupDocument } from "../../dashboard/terraform/rule-group-document.ts";
import { readRuleFile, readRuleGroups } from "../../prometheus/rules/read-rule-file.ts";
import type { RuleFile } from "../../prometheus/rules/rule-group.ts";
import { nextTurn } from "../../system/turn.ts";
import type { Blocking } from "../inputs.ts";

/** Names of files that may hold rules; a folder's other files are passed over. */
export const ruleFileName = /\.(?:ya?ml|tf|tofu|tf\.json)$/;

/**
 * Reads the rules of a text: of a file in Terraform's own syntax, or of any that `readRuleFile` reads.
 *
 * @throws {UsageError} {@link DashboardError} with file and line, for what is no rule file.
 */
export async function readRuleText(text: string, file: string, blocking: Blocking): Promise<RuleFile> {
  await nextTurn();
  if (!isHcl(file)) return blocking(() => readRuleFile(text, { file }));
  await loadHcl();
  return blocking(() => readRuleGroups([ruleGroupDocument(text.replace(/^\ufeff/, ""), file)], { file }));
}
