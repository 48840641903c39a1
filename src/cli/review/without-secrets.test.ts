import { expect, test } from "vitest";
import type { Review } from "../../ci/hosts/review-shape.ts";
import type { UpRequest } from "../commands/up/options.ts";
import { missingAccess } from "./without-secrets.ts";

const host: NonNullable<Review["host"]> = {
  kind: "github",
  apiUrl: "https://api.github.com",
  serverUrl: "https://github.com",
  repository: "acme/dashboards",
};
const all = { grafanaUrl: "https://g", grafanaToken: "t", prometheusUrl: "https://p" };
const missing = (request: Partial<UpRequest>, review: Pick<Review, "host"> = { host }) =>
  missingAccess(request as UpRequest, review).map((text) => /[A-Z]+_[A-Z]+/.exec(text)![0]);

test.for([
  [all, []],
  [{ ...all, grafanaToken: undefined, grafanaUser: "u", grafanaPassword: "p" }, []],
  [{ ...all, grafanaToken: undefined }, ["GRAFANA_TOKEN"]],
  // A variable names the user, and the secret with the password is not handed out.
  [{ ...all, grafanaToken: undefined, grafanaUser: "u" }, ["GRAFANA_TOKEN"]],
  [{ ...all, grafanaUrl: undefined }, ["GRAFANA_URL"]],
  [{ ...all, prometheusUrl: undefined }, ["PROMETHEUS_URL"]],
  [{}, ["GRAFANA_URL", "GRAFANA_TOKEN", "PROMETHEUS_URL"]],
] as const)("missingAccess of %j is %j", ([request, expected]) => {
  expect(missing(request)).toEqual(expected);
});

test("missingAccess is empty outside CI and with a bundle, where a missing setting is a mistake", () => {
  expect(missing({}, {})).toEqual([]);
  expect(missing({ fromBundle: "bundle" })).toEqual([]);
});
