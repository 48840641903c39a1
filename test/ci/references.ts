const script = new URL("../../scripts/references.mjs", import.meta.url).href;

interface Release {
  readonly owner: string;
  readonly commit: string;
  readonly version: string | null;
}
const module = (await import(script)) as {
  actionReference(): string;
  readRelease(): Release;
  staleReferences(release?: Release): readonly { readonly path: string; readonly wanted: string }[];
  withReferences(text: string, release: Release): string;
};

export const { readRelease, staleReferences, withReferences } = module;

/** How a workflow names our action, without the comment behind it. */
export const actionReference = module.actionReference().split(" ")[0]!;

/** How a workflow names the one of ours that it calls. */
export const workflowReference = actionReference.replace("@", "/.github/workflows/preview.yml@");
