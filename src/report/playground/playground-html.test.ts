import { expect, test } from "vitest";
import type { PlaygroundData } from "./playground-data.ts";
import { playgroundHtml } from "./playground-html.ts";

const template =
  '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src x">' +
  '<script type="application/json" id="dashpreview-data">null</script>';
const data = (source: PlaygroundData["source"]): PlaygroundData => ({
  ...{ version: 1, generator: "dashpreview 1", source, lessons: [] },
  spec: { name: "</script><script>alert(1)</script>", text: "" },
});

test.for([
  [{ kind: "serve" }, "default-src 'none'; connect-src 'self'; script-src x"],
  [
    { kind: "prometheus", url: "http://127.0.0.1:4321" },
    "default-src 'none'; connect-src http://127.0.0.1:4321; script-src x",
  ],
  [{ kind: "none", advice: "" }, "default-src 'none'; script-src x"],
] as const)("the page of %j may talk to that and nothing else", ([source, policy]) => {
  const html = playgroundHtml(template, data(source));
  expect(html).toContain(`content="${policy}"`);
  expect(html.match(/<script/g)).toHaveLength(1);
});

test("a Prometheus elsewhere is refused", () => {
  for (const url of ["http://10.0.0.1:9090", "https://127.0.0.1:9090", "http://127.0.0.1.example.org:80"])
    expect(() => playgroundHtml(template, data({ kind: "prometheus", url }))).toThrow(
      "the playground's Prometheus is at",
    );
});
