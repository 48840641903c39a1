import { SpecError } from "../../errors.ts";
import type { PlaygroundData, PlaygroundLesson, PlaygroundSpec } from "../../report/playground/playground-data.ts";
import { lessons } from "./generated/lessons.ts";
import type { Playground } from "./playground.ts";

/** The document of a page that has a Prometheus and no other server, and whether it has one. */
export interface FilledPlayground {
  readonly data: PlaygroundData;
  /** Of the Prometheus; undefined where there is none. */
  readonly url: string | undefined;
}

/** How a {@link filledPlayground} is made. */
export interface PlaygroundPageOptions {
  /** A spec of the reader's own, and its file. */
  readonly spec: { readonly file: string; readonly text: string } | undefined;
  readonly generator: string;
  readonly theme: "dark" | "light" | undefined;
  /** Where there is no Prometheus: how to get one. */
  readonly advice: string;
}

/**
 * Writes the reader's spec and those of all lessons to the playground's Prometheus.
 *
 * @throws {SpecError} for faults of the reader's spec.
 * @throws {PrometheusError} if the server does not start.
 */
export async function filledPlayground(
  playground: Playground,
  { spec, generator, theme, advice }: PlaygroundPageOptions,
): Promise<FilledPlayground> {
  // The last lesson has native histograms, which must come before newer samples.
  let filled = await filledLessons(playground, [...lessons].reverse());
  const before = await playground.url();
  const own = spec === undefined ? undefined : await applied(playground, { name: spec.file, text: spec.text });
  const url = await playground.url();
  // Native histograms older than the lesson's took a server of their own: all others can be written to that one too.
  if (url !== before) filled = await filledLessons(playground, lessons.slice(0, -1));
  return {
    url,
    data: {
      version: 1,
      generator,
      ...(theme === undefined ? {} : { theme }),
      source: url === undefined ? { kind: "none", advice } : { kind: "prometheus", url },
      ...(own === undefined ? {} : { spec: own }),
      lessons: lessons.flatMap(({ id }) => filled.get(id) ?? []),
    },
  };
}

async function filledLessons(playground: Playground, some: readonly PlaygroundLesson[]) {
  const filled = new Map<string, PlaygroundLesson>();
  for (const lesson of some) filled.set(lesson.id, { ...lesson, spec: await applied(playground, lesson.spec) });
  return filled;
}

async function applied(playground: Playground, spec: PlaygroundSpec): Promise<PlaygroundSpec> {
  const answer = await playground.apply(spec.text);
  if (answer.ok) return { ...spec, data: answer.data };
  throw new SpecError(
    answer.problems.map(({ message, line, column }) => ({
      message,
      ...(line === undefined || column === undefined ? {} : { position: { file: spec.name, line, column } }),
    })),
  );
}
