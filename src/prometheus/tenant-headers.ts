import { UsageError } from "../errors.ts";
import type { Receiver } from "./receivers.ts";

/**
 * The header that selects the tenant; empty without a tenant.
 *
 * @throws {UsageError} if the receiver has no tenant header.
 */
export function tenantHeaders({ title, tenantHeader }: Receiver, tenant: string | undefined): Record<string, string> {
  if (tenant === undefined) return {};
  if (tenantHeader === undefined)
    throw new UsageError(`${title} does not support --tenant: the user name selects the tenant. Leave --tenant out`);
  return { [tenantHeader]: tenant };
}
