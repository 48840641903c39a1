import { findSecrets, type SecretSources } from "../secrets/known-secrets.ts";
import { createRedactor, type Redactor } from "../secrets/redactor.ts";

/** The secrets of a run, and the redactor that removes them from texts. */
export interface GuardedSecrets {
  readonly redactor: Redactor;
  /** Variables that hold one. */
  readonly variables: readonly string[];
  /** For people: what cannot be kept out of texts. */
  readonly notes: readonly string[];
}

/** Finds every secret that this run was given, and makes what keeps them in. */
export function guardSecrets(sources: SecretSources): GuardedSecrets {
  const { secrets, pairs, variables, tooShort } = findSecrets(sources);
  // A log of CI is read by more people than a terminal.
  const shown = sources.env["CI"] === "true" ? tooShort : [];
  const notes = shown.map(
    (name) => `${name} is shorter than 6 characters: it is not hidden where a server repeats it; use a longer one`,
  );
  return { redactor: createRedactor({ secrets, pairs }), variables, notes };
}
