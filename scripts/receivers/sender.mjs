#!/usr/bin/env node
// Stands in for a Prometheus that scrapes one page and sends it on: reads where from and where to out of its
// configuration file, and lets `serve --relay` do it. For Prometheus' compliance suite of remote-write senders, which
// starts its sender as `SENDER --config.file=FILE` and ends it by a signal.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

// The place of the project, where this file was put somewhere else under another name.
const root = process.env.DASHPREVIEW_ROOT ?? resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const flag = process.argv.find((arg) => /^--config[.]file=/.test(arg));
if (flag === undefined) throw new Error("expected --config.file=FILE");
const text = readFileSync(flag.slice(flag.indexOf("=") + 1), "utf8");
const value = (pattern, what) => {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`no ${what} in the configuration`);
  return found;
};
const url = value(/url:\s*['"]?([^'"\s]+)/, "remote_write.url");
const target = value(/targets:\s*\[\s*['"]?([^'"\]\s]+)/, "target");
// Version 2 without asking: the suite's receivers count requests.
const version = /protobuf_message:\s*['"]?prometheus\.WriteRequest/.test(text) ? "1" : "2";

const folder = mkdtempSync(join(tmpdir(), "dashpreview-sender-"));
const spec = join(folder, "nothing.data.yaml");
// The suite looks at what is relayed, so the series that a spec must have says nothing. It counts requests, and counts
// on a sender that sends every few seconds only.
writeFileSync(
  spec,
  'version: 1\nstep: 10s\nhistory: 1m\nmetrics: [{name: own, type: gauge, series: [{value: "_"}]}]\n',
);
const args = ["serve", "--data", spec, "--port", "0", "--relay", `http://${target}/metrics`, "--remote-write", url];
const own = ["--receiver", "prometheus", "--remote-write-version", version];
const child = spawn(process.execPath, [join(root, "dist/cli.js"), ...args, ...own], { stdio: "inherit" });
// At once, as Prometheus ends: `serve` would end its series with stale markers first, and the suite looks at the last
// request. It waits for the signal even if `serve` has ended: the suite gives up when there is nobody to signal.
const waiting = setInterval(() => {}, 60_000);
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    clearInterval(waiting);
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  });
}
