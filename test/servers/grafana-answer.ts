import { defined } from "../../src/json/defined.ts";
import type { Json, Role } from "./grafana-store.ts";

/** An answer of the double. Thrown to leave a handler early. */
export class Answer {
  readonly status: number;
  readonly body: unknown;
  readonly contentType: string;
  constructor(status: number, body: unknown, contentType = "application/json") {
    this.status = status;
    this.body = body;
    this.contentType = contentType;
  }
}

/** 403 in the classic API's words. */
export function denied(permissions: string): Answer {
  return new Answer(403, {
    accessErrorId: "ACE0000000000",
    message: `You'll need additional permissions to perform this action. Permissions needed: ${permissions}`,
    title: "Access denied",
  });
}

/** Ends the request with 403 for a role that may not write. */
export function requireWriter(role: Role, permissions: string): void {
  if (role === "Viewer") throw denied(permissions);
}

/** An error in Kubernetes' words. */
export function failure(
  code: number,
  message: string | undefined,
  reason?: string,
  name?: string,
  kind = "dashboards",
): Answer {
  const details: Json | undefined = name === undefined ? undefined : { name, group: "dashboard.grafana.app", kind };
  return new Answer(code, {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    ...defined({ message, reason, details }),
    code,
  });
}
