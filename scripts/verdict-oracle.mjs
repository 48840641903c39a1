// `node scripts/verdict-oracle.mjs`: records what a real Grafana shows of the dashboards in test/oracle (see the README
// there). Needs the variables of `npm run test:e2e`, and a token that may read data sources.
import { runBundled } from "./run-bundled.mjs";

await runBundled("test/oracle/record.ts", {});
