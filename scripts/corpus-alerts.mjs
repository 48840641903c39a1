// `npm run corpus:alerts`: for each rule file of a folder, infers data and an incident, runs the rules on it on a real
// Prometheus, and on a day of the same data without the incident, and counts which alerts fire only in the incident.
// `--no-usual` leaves the day out; `--promtool` holds the incident against `promtool test rules`. `--dir DIR` (default: ../shared/corpus/rules), `--only TEXT` (files whose
// name holds it), `--json FILE` with each alert and its reason, `--verbose` to print them, `--check` to fail where a
// measure is not reached.
import { runBundled } from "./run-bundled.mjs";

await runBundled("scripts/corpus-alerts/main.ts", { tools: ["prometheus", "promtool"], timeoutMs: 3_600_000 });
