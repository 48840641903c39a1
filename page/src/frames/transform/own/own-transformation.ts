import type { DataFrame } from "@grafana/data";

/** A transformation that `@grafana/data` lacks; throws, with words for the reader, where it cannot be done. */
export type OwnTransformation = (
  frames: readonly DataFrame[],
  options: Readonly<Record<string, unknown>>,
) => DataFrame[];

/** A setting if it is a text that is not empty. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** A setting if it is a list of texts. */
export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
