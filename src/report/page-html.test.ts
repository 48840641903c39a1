import { expect, test } from "vitest";
import type { PageData } from "./page-data.ts";
import { pageHtml } from "./page-html.ts";

const template = '<body><script type="application/json" id="dashpreview-data">null</script><p>$&</p></body>';
const page = (title: string): PageData => ({
  ...{ version: 1, generator: "test", title, untrusted: true, dashboards: [] },
});

test("no text of a dashboard ends the element that the document stands in, and the document reads back", () => {
  const hostile = "</script><!--<script>alert(1)//\u2028\u2029$&$1";
  const html = pageHtml(template, page(hostile));
  const json = /id="dashpreview-data">(.*?)<\/script>/s.exec(html)![1]!;
  expect(json).not.toMatch(/[<\u2028\u2029]/);
  expect(JSON.parse(json)).toEqual({ ...page(hostile), shared: [] });
  expect(html.endsWith("</script><p>$&</p></body>")).toBe(true);
});

test("a template without a place for the document is refused", () => {
  expect(() => pageHtml("<html></html>", page("x"))).toThrow("build it again");
});

test("only a page that listens to events may ask its server", () => {
  const csp = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-x'">`;
  expect(pageHtml(csp + template, page("x"))).toContain(csp);
  expect(pageHtml(csp + template, { ...page("x"), events: "events" })).toContain(
    `content="default-src 'none'; connect-src 'self'; script-src 'sha256-x'"`,
  );
});
