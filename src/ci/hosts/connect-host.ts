import type { HostConnection } from "./ci-host.ts";
import type { ReviewHost } from "./host.ts";
import { hostOf } from "./hosts.ts";
import type { HostAddress } from "./review-shape.ts";

/** A connection to a review's host. Nothing is asked yet. The token is sent to the address's own server only. */
export function connectHost(address: HostAddress, connection: HostConnection): ReviewHost {
  return hostOf(address).connect(address, connection);
}
