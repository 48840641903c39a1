import type { FastifyReply, FastifyRequest } from "fastify";
import { SpecError } from "../../errors.ts";
import { etagOf, type SpecData } from "../running/spec-data.ts";
import { Problem, partsOf } from "./problem.ts";
import type { ServeParts } from "./serve-parts.ts";

/** Runs a change of a part of the spec; its errors say where in the spec that would have run they are. */
export async function changePart({ editor, metrics }: ServeParts, edit: (data: SpecData) => SpecData): Promise<void> {
  try {
    await editor.edit(edit);
    metrics.changes.inc({ outcome: "done" });
  } catch (error) {
    metrics.changes.inc({ outcome: "refused" });
    if (!(error instanceof SpecError)) throw error;
    const problems = partsOf(error.problems, { whole: false });
    const status = error.code === "spec" ? 422 : 413;
    throw new Problem(status, error.code, problems[0]?.message ?? error.message, { problems });
  }
}

/** Answers with a part and its tag. */
export function sendPart(reply: FastifyReply, part: unknown): FastifyReply {
  return reply.header("ETag", etagOf(part)).type("application/json").send(JSON.stringify(part));
}

/** Something that must be there. @throws {Problem} 404 if it is not. */
export function found<T>(part: T | undefined, what: string): T {
  if (part === undefined) throw new Problem(404, "not-found", `there is no ${what}`);
  return part;
}

/** A body that must be JSON: parts of a spec are not taken as YAML. */
export function jsonBody({ body, headers }: FastifyRequest): unknown {
  if (headers["content-type"]?.toLowerCase().startsWith("application/yaml") === true)
    throw new Problem(415, "content-type", "only a whole spec may be YAML; send parts as application/json");
  return body;
}
