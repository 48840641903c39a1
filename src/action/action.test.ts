import { expect, test } from "vitest";
import type { Review } from "../ci/hosts/review-shape.ts";
import { planRun } from "./plan-run.ts";
import { secretForms } from "./secrets.ts";

const review: Review = { project: "k2m4x7qa", key: "pr-12", event: "pull_request" };
const plan = (inputs: Readonly<Record<string, string>>, over: Partial<Review> = {}) => {
  const env = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
  return planRun({ env: { ...env, PATH: "/bin" }, review: { ...review, ...over }, resultFile: "/tmp/r.json" });
};

test("planRun turns inputs into variables and paths, and leaves out those that are empty", () => {
  expect(
    plan({ dashboards: "boards/*.json\n\n -odd.json ", "grafana-url": "https://g", ttl: "", "changed-only": "true" }),
  ).toEqual({
    args: ["up", "boards/*.json", "./-odd.json"],
    env: {
      DASHPREVIEW_RESULT_FILE: "/tmp/r.json",
      DASHPREVIEW_GRAFANA_URL: "https://g",
      DASHPREVIEW_CHANGED_ONLY: "true",
    },
    folder: undefined,
  });
});

test("planRun asks the host when the event says that the review is over, and sweeps on a schedule", () => {
  expect(plan({ dashboards: "x", name: "infra" }, { closed: "merged" })).toMatchObject({
    args: ["cleanup", "--closed", "--key=pr-12"],
    env: { DASHPREVIEW_NAME: "infra" },
  });
  expect(plan({ name: "infra", key: "x" }, { event: "schedule" })).toEqual({
    args: ["cleanup", "--closed"],
    env: {},
    folder: undefined,
  });
});

test("planRun runs what the input names, whatever the event", () => {
  expect(plan({ command: "doctor" }, { closed: "closed" }).args).toEqual(["doctor"]);
  expect(() => plan({ command: "rm -rf" })).toThrow("input command");
});

test("planRun names no paths beside a bundle", () => {
  expect(plan({ "from-bundle": "b", dashboards: "." }).args).toEqual(["up"]);
});

test("secretForms has every form that a secret could be logged in", () => {
  const forms = secretForms({
    DASHPREVIEW_GRAFANA_TOKEN: " glsa_ä/b+c== ",
    DASHPREVIEW_PROMETHEUS_USER: "ada",
    DASHPREVIEW_PROMETHEUS_PASSWORD: "p w",
    DASHPREVIEW_GRAFANA_HEADER: "X-One: first-secret\nX-Two: second-secret",
    GITHUB_TOKEN: "ghs_0123",
    DASHPREVIEW_GRAFANA_URL: "https://not-a-secret",
  });
  const token = "glsa_ä/b+c==";
  for (const form of [
    token,
    `Bearer ${token}`,
    Buffer.from(token).toString("base64"),
    Buffer.from(token).toString("base64url"),
    "glsa_%C3%A4%2Fb%2Bc%3D%3D",
    "YWRhOnAgdw==",
    "Basic YWRhOnAgdw==",
    "p+w",
    "p%20w",
    "first-secret",
    "second-secret",
    "ghs_0123",
  ]) {
    expect(forms).toContain(form);
  }
  expect(forms.join("\n")).not.toContain("not-a-secret");
});

test("secretForms masks nothing that would blank out the log", () => {
  expect(
    secretForms({ DASHPREVIEW_GRAFANA_TOKEN: "", DASHPREVIEW_HOST_TOKEN: " ", DASHPREVIEW_PROMETHEUS_TOKEN: "a" }),
  ).not.toContain("a");
  expect(secretForms({})).toEqual([]);
});

test.for([
  "host-token",
  "grafana-token",
  "grafana-password",
  "prometheus-token",
  "prometheus-password",
  "grafana-header",
  "prometheus-header",
])("secretForms masks the option %s", (option) => {
  const value = option.endsWith("header") ? "X-Key: s3cr3t-value" : "s3cr3t-value";
  const variable = `DASHPREVIEW_${option.toUpperCase().replaceAll("-", "_")}`;
  const forms = secretForms({ [variable]: value });
  // Worked out with printf | base64 -w0, xxd -p and the alignment of "user:" before it.
  for (const form of ["s3cr3t-value", "czNjcjN0LXZhbHVl", "7333637233742d76616c7565", "MzY3IzdC12YWx1Z"])
    expect(forms).toContain(form);
});
