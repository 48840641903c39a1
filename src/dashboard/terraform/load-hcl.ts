import type { LRParser } from "@lezer/lr";

/** Whether a file is in Terraform's native syntax, by its name. */
export function isHcl(file: string): boolean {
  return /\.(?:tf|tofu)$/i.test(file);
}

let loaded: LRParser | undefined;

/**
 * Loads the grammar of HCL, once. It is large, and few runs read Terraform: whoever may read a `.tf` file waits for
 * this first.
 */
export async function loadHcl(): Promise<void> {
  const { hclLanguage } = await import("codemirror-lang-hcl");
  // Without error recovery: it takes exponential time for some texts, and half of a file is not to be read.
  loaded ??= hclLanguage.parser.configure({ strict: true }) as LRParser;
}

/** @throws {Error} if nobody has waited for {@link loadHcl}. */
export function hclGrammar(): LRParser {
  if (loaded === undefined) throw new Error("hclGrammar: loadHcl was not called");
  return loaded;
}
