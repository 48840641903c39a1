import { formatDuration } from "../../text/duration.ts";
import { isComparison } from "./calculate/arithmetic.ts";
import type { Part } from "./part.ts";

/** A part in a few words. */
export function titleOf(part: Part): string {
  switch (part.kind) {
    case "selector":
      return (
        (part.rangeMs === undefined ? "latest samples" : `samples of ${lengthText(part.rangeMs)}`) + shiftText(part)
      );
    case "subquery":
      return `subquery over ${lengthText(part.rangeMs)}${shiftText(part)}`;
    case "aggregation":
      return part.node.grouping === undefined
        ? part.node.op
        : `${part.node.op} ${part.node.grouping} ${part.node.labels.join(", ") || "nothing"}`;
    case "binary":
      return isComparison(part.node.op) ? `comparison ${part.node.op}${part.node.bool ? " bool" : ""}` : part.node.op;
    case "call":
      return part.node.name;
    case "negation":
      return "sign changed";
    case "literal":
      return typeof part.value === "number" ? "number" : "text";
    case "unknown":
      return "not explained";
  }
}

function shiftText({ shift }: Part & { kind: "selector" | "subquery" }): string {
  const { offsetMs, at } = shift;
  const parts = [
    ...(at === undefined ? [] : [`at ${at}`]),
    ...(offsetMs === 0 ? [] : [offsetMs > 0 ? `${lengthText(offsetMs)} earlier` : `${lengthText(-offsetMs)} later`]),
  ];
  return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}

/** `5m`; a length that is none is left to the server. */
export function lengthText(ms: number): string {
  return Number.isFinite(ms) && ms >= 0 ? formatDuration(ms) : "?";
}
