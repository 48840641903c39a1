import { expect, test } from "vitest";
import { startGrafanaCloudDouble } from "../servers/grafana-cloud-double.ts";
import { dashboard, emptyServer, noLeadIn, smallSpec, startStack } from "./stack.ts";

test("up fills grafana-cloud with one address and basic auth, and cleanup and doctor say that its series stay", async () => {
  const stack = await startStack(emptyServer, noLeadIn);
  const cloud = await startGrafanaCloudDouble(stack.prometheusUrl);
  const env = {
    PROMETHEUS_URL: cloud.url,
    DASHPREVIEW_RECEIVER: "grafana-cloud",
    DASHPREVIEW_PROMETHEUS_USER: cloud.user,
    DASHPREVIEW_PROMETHEUS_PASSWORD: cloud.password,
  };
  try {
    stack.write("a.json", dashboard("A", ["queue_length", "rate(requests_total[5m])"]));
    stack.write("a.data.yaml", smallSpec);
    const made = await stack.run(["up", "a.json", "--key", "pr-1", "--output", "json"], { env });
    expect(made.code, made.stderr).toBe(0);
    expect(made.json()).toMatchObject({ samples: 480, samplesVerified: 480 });
    const { revision } = made.json<{ revision: string }>();

    const doctor = await stack.run(["doctor"], { env });
    expect(doctor.stdout).toMatch(
      /warn +deletion +Grafana Cloud cannot delete single series; they stay until its retention ends/,
    );
    expect(doctor.stdout).not.toContain("--web.enable-admin-api");

    const cleaned = await stack.run(["cleanup", "--key", "pr-1", "--output", "json"], { env });
    const result = cleaned.json<{ deleted: unknown[]; series: string[]; warnings: string[] }>();
    expect(result.deleted).toHaveLength(1);
    expect(result.series).toEqual([]);
    expect(result.warnings).toEqual([
      `the series {dashpreview="${stack.project}.pr-1.${revision}"} stay in ${cloud.url}: Grafana Cloud cannot delete single series; they stay until its retention ends`,
    ]);

    expect(cloud.seen.filter((line) => !/^200 |^204 POST \/api\/prom\/push$/.test(line))).toEqual([]);
    expect(cloud.seen).toContain("204 POST /api/prom/push");
    const stranger = await stack.run(["doctor"], { env: { ...env, DASHPREVIEW_PROMETHEUS_PASSWORD: "wrong" } });
    expect(stranger.code).toBe(3);
    expect(stranger.stdout).toContain("set --prometheus-user to the instance ID of the stack's Prometheus");
    const shown = [made, doctor, cleaned, stranger].map(({ stdout, stderr }) => stdout + stderr).join("");
    expect(shown).not.toContain(cloud.password);
  } finally {
    await cloud.stop();
    await stack.stop();
  }
});
