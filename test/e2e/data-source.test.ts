import { expect, test } from "vitest";
import { startGrafanaDouble } from "../servers/grafana-double.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { dashboard, emptyServer, smallSpec, startStack } from "./stack.ts";

const source = (uid: string, url: string, more = {}) => ({ uid, name: uid, type: "prometheus", url, ...more });

test("among several data sources up and doctor take the one whose address is PROMETHEUS_URL", async () => {
  const stack = await startStack(emptyServer);
  const grafana = await startGrafanaDouble({
    prometheusUrl: stack.prometheusUrl,
    dataSources: [
      source("prod", "http://prod:9090", { isDefault: true }),
      // As a Mimir's data source is written; the double asks the same server all the same.
      source("previews", `${stack.prometheusUrl}/prometheus/`),
    ],
  });
  const env = { GRAFANA_URL: grafana.url, GRAFANA_TOKEN: grafana.tokens.editor };
  try {
    stack.write("a.json", dashboard("A", ["queue_length"]));
    stack.write("a.data.yaml", smallSpec);
    const made = await stack.run(["up", "a.json", "--output", "json"], { env });
    expect(made.code, made.stderr).toBe(0);
    const panels = grafana.dashboards()[0]!.model["panels"] as { datasource: { uid: string } }[];
    expect(panels[0]!.datasource.uid).toBe("previews");
    const doctor = await stack.run(["doctor"], { env });
    expect(doctor.stdout).toMatch(/ok +data source +previews \(previews\)/);
    const other = await stack.run(["up", "a.json"], {
      env: { ...env, PROMETHEUS_URL: stack.prometheusUrl.replace("127.0.0.1", "localhost") },
    });
    expect(other.code).toBe(2);
    expect(other.stderr).toContain("none of them has the address http://localhost:");
    expect(other.stderr).toContain("pass --datasource with one of prod (prod), previews (previews)");
  } finally {
    await grafana.stop();
    await stack.stop();
  }
});

test("a data source that reads another server is proved wrong by doctor and said by up, with both addresses", async () => {
  const stack = await startStack(emptyServer);
  const wrong = await startPrometheus({ scrapesItself: true });
  const grafana = await startGrafanaDouble({
    prometheusUrl: wrong.url,
    dataSources: [source("previews", "http://prometheus.wrong:9090")],
  });
  const env = { GRAFANA_URL: grafana.url, GRAFANA_TOKEN: grafana.tokens.editor };
  try {
    stack.write("a.json", dashboard("A", ["queue_length"]));
    stack.write("a.data.yaml", smallSpec);
    const unproved = await stack.run(["doctor"], { env });
    expect(unproved.code, unproved.stdout).toBe(0);
    expect(unproved.stdout).toMatch(/warn +data source +up writes to .* there are no samples yet that prove them/);
    const made = await stack.run(["up", "a.json", "--output", "json"], { env });
    expect(made.code).toBe(1);
    const { warnings } = made.json<{ warnings: string[] }>();
    const addresses = `they are in ${stack.prometheusUrl}, and its data source previews (previews) reads http://prometheus.wrong:9090`;
    expect(warnings.join()).toContain(`Grafana does not see the samples of this run: ${addresses}`);
    const doctor = await stack.run(["doctor"], { env });
    expect(doctor.code).toBe(3);
    expect(doctor.stdout).toMatch(/FAIL +data source +up writes to .*prometheus\.wrong:9090/);
    expect(doctor.stdout).toContain(stack.prometheusUrl);
    // A server that scrapes is told from others by when it scraped.
    const scraping = await stack.run(["doctor"], { env: { ...env, PROMETHEUS_URL: wrong.url } });
    expect(scraping.stdout).toMatch(/data source +previews reads what |data source +up writes to .* no samples yet/);
  } finally {
    await grafana.stop();
    await wrong.stop();
    await stack.stop();
  }
});
