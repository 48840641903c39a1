import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestServer } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { type Answer, answersOf, type Panel } from "./answers.ts";

/** Inferred metrics that belong together, asked for again from a real Prometheus. */
let server: TestServer;
beforeAll(async () => {
  server = await startPrometheus({ window: "4w" });
});
afterAll(() => server.stop());

const answers = (panel: Panel, templating: object[] = []) => answersOf(server, panel, templating);

/** Whether the first series of each query stay in ascending order at every moment. */
function ascend(...found: readonly Answer[]): boolean {
  const rows = found.map(({ series }) => series[0]!);
  return rows[0]!.every((_, index) =>
    rows.every((row, place) => place === 0 || row[index]! >= rows[place - 1]![index]!),
  );
}

const within = ({ all }: Answer, least: number, most: number) =>
  all.length > 0 && all.every((value) => value >= least && value <= most);

test("parts stay below their wholes, whatever these are called", async () => {
  const heap = await answers({
    defaults: { unit: "bytes" },
    targets: {
      A: 'sum(jvm_memory_used_bytes{area="heap"})',
      B: 'sum(jvm_memory_committed_bytes{area="heap"})',
      C: 'sum(jvm_memory_max_bytes{area="heap"})',
    },
  });
  expect(ascend(heap["A"]!, heap["B"]!, heap["C"]!)).toBe(true);
  const pool = await answers({ targets: { A: "hikaricp_connections_active", B: "hikaricp_connections_max" } });
  expect(ascend(pool["A"]!, pool["B"]!)).toBe(true);
  const disk = await answers({
    defaults: { unit: "bytes" },
    targets: { A: 'disk_used_bytes{path="/"}', B: 'disk_total_bytes{path="/"}', C: 'disk_free_bytes{path="/"}' },
  });
  expect(ascend(disk["A"]!, disk["B"]!)).toBe(true);
  expect(ascend(disk["C"]!, disk["B"]!)).toBe(true);
});

test("open file descriptors are whole numbers far below their limit", async () => {
  const found = await answers({ targets: { A: "process_open_fds", B: "process_max_fds" } });
  expect(found["A"]!.all.every((value) => Number.isInteger(value) && value >= 3)).toBe(true);
  expect(ascend(found["A"]!, found["B"]!)).toBe(true);
});

test("errors are few of all requests, hits many of all lookups, and available is nearly everything", async () => {
  const share = (expr: string) => answers({ defaults: { unit: "percentunit" }, targets: { A: expr } });
  const errors = await share("sum(rate(rq_errors_total[5m])) / sum(rate(rq_total[5m]))");
  const hits = await share("sum(rate(cache_hits_total[5m])) / sum(rate(cache_requests_total[5m]))");
  const available = await share('sum(rate(rq_total{code!~"5.."}[5m])) / sum(rate(rq_total[5m]))');
  expect(within(errors["A"]!, 0, 0.05)).toBe(true);
  expect(within(hits["A"]!, 0.5, 1)).toBe(true);
  expect(within(available["A"]!, 0.95, 1)).toBe(true);
});

test("what is left of a host's idle time, and shares of seconds and microseconds, stay within 0 and 100 %", async () => {
  const cpu = await answers({
    defaults: { unit: "percent" },
    targets: { A: '100 - (avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m])) * 100)' },
  });
  expect(within(cpu["A"]!, 0, 100)).toBe(true);
  const shares = await answers({
    defaults: { unit: "percentunit" },
    targets: { A: "rate(disk_busy_time_us[5m]) / 1e6", B: "rate(worker_busy_seconds_total[5m])" },
  });
  expect(within(shares["A"]!, 0, 1)).toBe(true);
  expect(within(shares["B"]!, 0, 1)).toBe(true);
});

test("metrics of one panel are never one curve", async () => {
  const found = await answers({
    defaults: { unit: "bytes" },
    targets: { A: "redis_memory_used_bytes", B: "redis_memory_used_rss_bytes", C: "tool_mem_used", D: "tool_mem_peak" },
  });
  const shapes = Object.values(found).map(({ series }) => {
    const [first] = series;
    return first!.map((value) => (value / first![0]!).toFixed(9)).join(" ");
  });
  expect(new Set(shapes).size).toBe(4);
});

test("the unit of a metric depends on its label resource: cores or bytes", async () => {
  const requests = (resource: string) =>
    `sum by (namespace) (kube_pod_container_resource_requests{resource="${resource}"})`;
  const found = await answers({ targets: { A: requests("cpu"), B: requests("memory") } });
  expect(within(found["A"]!, 0.01, 1024)).toBe(true);
  expect(within(found["B"]!, 1e7, 1e13)).toBe(true);
});

test("names that a regex of __name__ asks for exist", async () => {
  const found = await answers({
    defaults: { unit: "bytes" },
    targets: { A: 'sum by (__name__) ({__name__=~"app_(hot|cold)_used_bytes"})' },
  });
  expect(found["A"]!.labels.map((labels) => labels["__name__"]).sort()).toEqual([
    "app_cold_used_bytes",
    "app_hot_used_bytes",
  ]);
});

test("label values satisfy regexes as a person would write them", async () => {
  const found = await answers({
    targets: {
      A: 'sum by (pod) (q_mem{pod=~"^(api|web)-[a-z0-9]+-[a-z0-9]{5}$", pod!~".*-debug$"})',
      B: 'q_dev{device!~"lo|veth.*|docker.*|br-.+|^$"}',
      C: 'q_ip{ip=~"10\\.(1|2)\\.[0-9]+\\.[0-9]+"}',
      D: 'q_mem2{job=~"$nowhere|validator"}',
    },
  });
  const values = (refId: string, label: string) => found[refId]!.labels.map((labels) => labels[label] ?? "");
  expect(values("A", "pod").every((pod) => /^(api|web)-[a-z0-9]+-[a-z0-9]{5}$/.test(pod))).toBe(true);
  expect(values("B", "device").every((device) => !/^(lo|veth.*|docker.*|br-.+|)$/.test(device))).toBe(true);
  expect(values("C", "ip").every((ip) => /^10\.[12]\.\d{1,3}\.\d{1,3}$/.test(ip))).toBe(true);
  expect(values("D", "job")).toContain("validator");
});

test("a variable's query_result finds values that panels select", async () => {
  const found = await answers({ targets: { A: 'cell_load{instance="$server"}', B: 'cell_mem{node="$node"}' } }, [
    {
      type: "query",
      name: "server",
      datasource: { type: "prometheus", uid: "p" },
      query: { query: "query_result(up{job='node'})", refId: "V" },
      regex: '/.*instance="([^"]*).*/',
    },
    {
      type: "query",
      name: "node",
      datasource: { type: "prometheus", uid: "p" },
      query: { query: "query_result(count by (node, nodename) (cell_mem))", refId: "V" },
      regex: '/node="(?<value>[^"]+)",nodename="(?<text>[^"]+)"/',
    },
  ]);
  expect(found["A"]!.all.length).toBeGreaterThan(0);
  expect(found["B"]!.all.length).toBeGreaterThan(0);
});
