import type { Adoption } from "./adoption.ts";
import { valuesOf } from "./candidates.ts";

/** Labels that name the machine that something runs on. */
const machineLabel = /^(node|kubernetes_node|k8s_node_name)$/;
/** Machines in one spec at most. */
const mostMachines = 4;

/**
 * How many members each pack's fleet has here. All metrics know of the same machines: where some name the nodes that
 * their pods run on, exporters of machines, and processes that each machine has one of, are on as many.
 *
 * @param count - members of a fleet otherwise.
 */
export function fleetSizes(adoptions: Iterable<Adoption>, count: number): (adoption: Adoption) => number {
  const nodes = new Set<string>();
  for (const { candidates } of adoptions)
    for (const { labels } of candidates)
      for (const [name, value] of labels) if (machineLabel.test(name)) nodes.add(value);
  const machines = Math.min(mostMachines, nodes.size);
  return (adoption) => (isOfMachines(adoption) ? Math.max(count, machines) : count);
}

function isOfMachines({ packed }: Adoption): boolean {
  const fleet = Object.values(packed?.pack.labels ?? {})
    .map(valuesOf)
    .find((values) => values.length > 1);
  return fleet?.every((value) => /^(host|node|win)-\d+(:\d+)?$|^\d+(\.\d+){3}(:\d+)?$/.test(value)) === true;
}
