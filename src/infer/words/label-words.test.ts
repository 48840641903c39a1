import { expect, test } from "vitest";
import { labelWords } from "./label-words.ts";

const first = (label: string, metric = "") => labelWords(label, metric).usual.slice(0, 2);

test("labelWords calls devices what the metric's subject calls them", () => {
  expect(first("device", "node_network_receive_bytes_total")).toEqual(["eth0", "eth1"]);
  expect(first("device", "node_disk_io_time_seconds_total")).toEqual(["nvme0n1", "sda"]);
  expect(first("device", "node_filesystem_size_bytes")).toEqual(["/dev/nvme0n1p1", "/dev/sda1"]);
});

test("labelWords knows what exporters are called as jobs", () => {
  expect(first("job", "node_load1")[0]).toBe("node-exporter");
  expect(first("job", "kube_pod_info")[0]).toBe("kube-state-metrics");
  expect(first("job", "argocd_app_info")[0]).toBe("argocd");
  expect(first("job", "redis_up")[0]).toBe("redis-exporter");
  expect(first("job", "http_requests_total")).toEqual(["checkout", "payments"]);
});

test("labelWords names pods, nodes and hosts as clusters do", () => {
  expect(first("pod")[0]).toMatch(/^checkout-[0-9a-f]{10}-[a-z0-9]{5}$/);
  expect(first("node", "kube_node_info")).toEqual(["node-1", "node-2"]);
  expect(first("instance")).toEqual(["host-1:9100", "host-2:9100"]);
});

test("labelWords reads labels in any case", () => {
  expect(first("statusCode")).toEqual(["200", "404"]);
  expect(first("StatusCode")).toEqual(["200", "404"]);
});

test("labelWords never numbers the label itself, and says where it only guesses", () => {
  for (const label of ["type", "state", "element", "cause", "thing_name", "widget", "foo_id", "x"]) {
    for (const value of labelWords(label).usual) expect(value).not.toMatch(new RegExp(`^${label}.?\\d`));
  }
  expect(labelWords("widget").guessed).toBe(true);
  expect(labelWords("state").guessed).toBeUndefined();
});

test("labelWords counts thresholds and numbers, and gives directions and digests their own values", () => {
  expect(labelWords("numBlobs", "gossip_total").usual.slice(0, 2)).toEqual(["1", "2"]);
  expect(labelWords("threshold", "peers").usual[0]).toBe("1");
  expect(labelWords("traffic_direction", "packets_total").usual).toEqual(["in", "out"]);
  expect(labelWords("sha256", "config_hash").usual[0]).toMatch(/^[0-9a-f]{6}$/);
});

test("labelWords gives a label of an instant a date, in the unit of its name", () => {
  const year = (label: string) => new Date(Number(first(label)[0]) * (/ms$/.test(label) ? 1 : 1000)).getUTCFullYear();
  for (const label of ["start_time_ms", "start_time", "created_at", "boot_timestamp_seconds"])
    expect([label, year(label)]).toEqual([label, 2026]);
  expect(first("restart_timeout")).toEqual(["30", "60"]);
});
