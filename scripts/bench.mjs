// `npm run bench`: speed and memory, all in one run (docs/performance.md). `--json FILE`, `--check`, `--quick`,
// `--write-docs`. With DASHPREVIEW_BENCH_SONDA=/path/to/sonda (`cargo install sonda --features remote-write`) against it too.
import { runBundled } from "./run-bundled.mjs";

await runBundled("bench/main.ts", { tools: ["prometheus", "promtool"], builds: true, timeoutMs: 3_600_000 });
