import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import type { CliContext } from "../context.ts";
import { relayScrapers } from "./relay.ts";

const context = { env: {}, version: "1.0.0" } as CliContext;

test("relayScrapers asks each page with the token, by content negotiation, and follows nobody elsewhere", async () => {
  const seen: IncomingHttpHeaders[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    seen.push(request.headers);
    response.writeHead(status, { Location: "http://elsewhere.invalid/", "Content-Type": "text/plain" });
    response.end("a 1\n");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const [one] = relayScrapers({ relay: [`http://127.0.0.1:${port}/metrics#job=x`], relayToken: "t0ken" }, context);
  const { signal } = new AbortController();
  const page = await one!.scraper.scrape(5000, signal);
  expect(page.samples.map(({ name }) => name)).toEqual(["a"]);
  expect(seen[0]!.authorization).toBe("Bearer t0ken");
  expect(seen[0]!.accept).toMatch(/^application\/vnd\.google\.protobuf;.*q=0\.6,application\/openmetrics-text;/);
  expect(seen[0]!["x-prometheus-scrape-timeout-seconds"]).toBe("5");
  status = 302;
  await expect(one!.scraper.scrape(5000, signal)).rejects.toThrow("it answered 302");
  one!.scraper.close();
  server.close();
});

test("relayScrapers without --relay has nothing to ask", () => {
  expect(relayScrapers({}, context)).toEqual([]);
});
