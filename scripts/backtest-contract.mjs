// `node scripts/backtest-contract.mjs`: records what a real Grafana says about the rules in test/alerts/backtest;
// `--templates` the texts of templates.yaml alone, for which any Prometheus does. Needs the variables of
// `npm run test:e2e`, and a Grafana that runs with the feature toggle `alertingBacktesting`.
import { runBundled } from "./run-bundled.mjs";

await runBundled("test/alerts/backtest/record.ts", {});
