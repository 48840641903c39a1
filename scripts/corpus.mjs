// `npm run corpus`: what happens to a folder of real dashboards (docs/corpus.md). `--dir DIR`, `--json FILE`,
// `--write-docs`.
import { runBundled } from "./run-bundled.mjs";

await runBundled("scripts/corpus-dashboards/main.ts", { tools: ["prometheus"] });
