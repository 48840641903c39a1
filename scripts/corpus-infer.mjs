// `npm run corpus:infer`: infers a data spec for each dashboard of a folder, fills a real Prometheus with it, runs
// every query, and judges what it shows at several times of day. `--dir DIR` (default: ../shared/corpus), `--only TEXT`
// (files whose path holds it), `--at 02:40,14:40` (UTC), `--json FILE` with the table and what is wrong, `--results` to
// write every query into it, `--specs DIR` to keep the specs, `--verbose` for each fault, `--check` to fail where a
// measure is not reached.
import { runBundled } from "./run-bundled.mjs";

await runBundled("scripts/corpus/main.ts", { tools: ["prometheus"], timeoutMs: 3_600_000 });
