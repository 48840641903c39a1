import { expect, test } from "vitest";
import { UsageError } from "../errors.ts";
import { proxyFor } from "./proxy.ts";

const http = new URL("http://prometheus.example.com:9090/x");
const https = new URL("https://grafana.example.com/");

test("proxyFor takes the variable of the target's scheme, lower case first", () => {
  const env = { HTTP_PROXY: "http://a:1", HTTPS_PROXY: "http://b:2" };
  expect(proxyFor(http, env)).toBe("http://a:1");
  expect(proxyFor(https, env)).toBe("http://b:2");
  expect(proxyFor(http, { ...env, http_proxy: "http://c:3" })).toBe("http://c:3");
  expect(proxyFor(http, { ...env, http_proxy: "" })).toBe("http://a:1");
  expect(proxyFor(https, { HTTP_PROXY: "http://a:1" })).toBeUndefined();
  expect(proxyFor(http, {})).toBeUndefined();
});

test("proxyFor speaks http to a proxy without a scheme", () => {
  expect(proxyFor(http, { HTTP_PROXY: "proxy.example.com:3128" })).toBe("http://proxy.example.com:3128");
});

test.for([
  { no: "*", direct: true },
  { no: "example.com", direct: true },
  { no: ".example.com", direct: true },
  { no: "*.example.com", direct: true },
  { no: "PROMETHEUS.example.com", direct: true },
  { no: "prometheus.example.com:9090", direct: true },
  { no: "prometheus.example.com:80", direct: false },
  { no: "other.org, example.com ,", direct: true },
  { no: "ample.com", direct: false },
  { no: "prometheus", direct: false },
  { no: "other.org example.com", direct: true },
  { no: " other.org,\texample.com\n", direct: true },
  { no: "other.org another.org", direct: false },
  { no: "0.0.0.0/0", direct: false },
  { no: "", direct: false },
  { no: ",,", direct: false },
])("proxyFor with NO_PROXY $no: direct $direct", ({ no, direct }) => {
  expect(proxyFor(http, { HTTP_PROXY: "http://a:1", NO_PROXY: no })).toBe(direct ? undefined : "http://a:1");
});

test("proxyFor knows addresses of IPv6 with and without brackets", () => {
  const loopback = new URL("http://[::1]:9090/");
  for (const no of ["::1", "[::1]", "[::1]:9090"])
    expect(proxyFor(loopback, { HTTP_PROXY: "http://a:1", NO_PROXY: no })).toBeUndefined();
  for (const no of ["::2", "[::1]:80"])
    expect(proxyFor(loopback, { HTTP_PROXY: "http://a:1", NO_PROXY: no })).toBe("http://a:1");
});

test.for([
  ["10.1.2.3", "10.0.0.0/8", true],
  ["11.1.2.3", "10.0.0.0/8", false],
  ["10.1.2.3", "localhost 10.0.0.0/8, example.com", true],
  ["192.168.1.255", "192.168.1.128/25", true],
  ["192.168.1.127", "192.168.1.128/25", false],
  ["10.1.2.3", "10.1.2.3/32", true],
  ["10.1.2.4", "10.1.2.3/32", false],
  ["[fd12::1]", "fd00::/8", true],
  ["[fe80::1]", "fd00::/8", false],
  ["[fd12::1]", "10.0.0.0/8", false],
  ["10.1.2.3", "10.0.0.0/33", false],
  ["10.1.2.3", "10.0.0/8", false],
  ["10.1.2.3", "10.0.0.0/", false],
  ["10.1.2.3", "/8", false],
  ["ten.example.com", "10.0.0.0/8", false],
] as const)("proxyFor reaches %s with NO_PROXY %j directly: %s", ([host, no, direct]) => {
  const target = new URL(`http://${host}:9090/`);
  expect(proxyFor(target, { HTTP_PROXY: "http://a:1", NO_PROXY: no })).toBe(direct ? undefined : "http://a:1");
});

test.for(["http://user:canary-1@[nonsense", "socks5://user:canary-1@proxy:1080", "://canary-1"])(
  "proxyFor refuses a proxy it cannot speak to without showing it: %s",
  (proxy) => {
    const refuse = () => proxyFor(https, { HTTPS_PROXY: proxy });
    expect(refuse).toThrow(UsageError);
    expect(refuse).toThrow(
      /^HTTPS_PROXY is not a valid proxy address; set it to something like http:\/\/proxy\.example\.com:3128$/,
    );
  },
);
