import { expect, test } from "vitest";
import { GrafanaError, UsageError } from "../../errors.ts";
import { fixFor, setupFix, tokenFix } from "./setup-fix.ts";

const setting = { grafanaUrl: "https://grafana.example", prometheusUrl: "http://prom:9090", org: 2 };
const base = "dashpreview setup --grafana-url https://grafana.example --prometheus-url http://prom:9090 --org 2";

test("setupFix is a command for a shell, whatever the addresses hold", () => {
  expect(setupFix(setting)).toBe(base);
  expect(setupFix({ grafanaUrl: "http://g/$(id)", prometheusUrl: undefined })).toBe(
    "dashpreview setup --grafana-url 'http://g/$(id)'",
  );
  expect(tokenFix(setting)).toBe(`${base} --write-env previews.env`);
});

test.for([
  { code: "unauthorized", subject: "Grafana", fix: `${base} --renew-token --write-env previews.env` },
  { code: "forbidden", subject: "isolation", fix: `${base} --write-env previews.env` },
  { code: "no-data-source", subject: "data source", fix: base },
  { code: "no-answer", subject: "Grafana", fix: undefined },
])("fixFor gives a command for $code of Grafana, if setup can mend it", ({ code, subject, fix }) => {
  expect(fixFor(new GrafanaError("x", { code }), subject, setting)).toBe(fix);
});

test("fixFor has setup make a data source where none of several has the receiver's address", () => {
  expect(fixFor(new UsageError("several"), "data source", setting)).toBe(base);
  expect(fixFor(new UsageError("wrong flag"), "Prometheus", setting)).toBeUndefined();
});
