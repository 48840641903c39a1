import { afterEach, beforeEach, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../test/servers/grafana-double.ts";
import { connectTo } from "../../test/servers/grafana-target.ts";
import { UsageError } from "../errors.ts";
import { checkPublicUrl, findLinkBase } from "./link-base.ts";

let double: GrafanaDouble;
beforeEach(async () => {
  double = await startGrafanaDouble();
});
afterEach(() => double.stop());

test.for([
  ["https://grafana.example.com/", "https://grafana.example.com"],
  ["http://grafana.example.com:8080/sub/path/", "http://grafana.example.com:8080/sub/path"],
  ["https://[2001:db8::1]/", "https://[2001:db8::1]"],
] as const)("findLinkBase takes Grafana's own address %s", async ([own, url]) => {
  double.store.appUrl = own;
  expect(await findLinkBase(connectTo(double), undefined)).toEqual({ url, from: "grafana" });
});

test.for([
  ["http://localhost:3000/", "only its own host reaches"],
  ["http://127.0.0.1/", "only its own host reaches"],
  ["http://0.0.0.0:3000/", "only its own host reaches"],
  ["http://[::1]:3000/", "only its own host reaches"],
  ["http://grafana.localhost/", "only its own host reaches"],
  ["", "does not say"],
  ["javascript:alert(1)", "not an http or https address"],
  ["https://me:canary-77@grafana.example.com/", "not an http or https address"],
  ["https://grafana.example.com/?auth_token=canary-77", "not an http or https address"],
  ["https://grafana.example.com/a)[x](https://evil.example", "not an http or https address"],
  ["https://grafana.example.com/a|b", "not an http or https address"],
  ["/grafana/", "not an http or https address"],
] as const)("findLinkBase does not take %j from Grafana, and says why", async ([own, why]) => {
  double.store.appUrl = own;
  const base = await findLinkBase(connectTo(double), undefined);
  expect(base).toEqual({ url: double.url, from: "connection", why: expect.stringContaining(why) });
  expect(base.why).not.toContain("canary");
});

test("findLinkBase uses the connection's address where Grafana does not answer", async () => {
  double.fail({ path: "/api/frontend/settings", status: 403, times: 9 });
  expect(await findLinkBase(connectTo(double), undefined)).toMatchObject({ url: double.url, from: "connection" });
});

test("findLinkBase asks nothing where the address is given", async () => {
  const given = { url: "https://people.example", from: "option" };
  expect(await findLinkBase(connectTo(double), "https://people.example")).toEqual(given);
  expect(double.requests).toEqual([]);
});

test("checkPublicUrl refuses what is not an address, without showing it", () => {
  expect(checkPublicUrl("https://people.example/grafana/")).toBe("https://people.example/grafana");
  for (const text of [
    "people.example",
    "ftp://people.example",
    "https://a:canary-77@people.example",
    "https://x/?y=1",
  ]) {
    expect(() => checkPublicUrl(text)).toThrow(UsageError);
    expect(() => checkPublicUrl(text)).not.toThrow("canary");
  }
});
