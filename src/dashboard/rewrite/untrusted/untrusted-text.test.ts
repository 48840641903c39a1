import fc from "fast-check";
import { expect, test } from "vitest";
import { newTextBudget } from "./untrusted-budget.ts";
import { inertHtml } from "./untrusted-html.ts";
import { safeLink } from "./untrusted-links.ts";
import { isInternalLink, plainText, withoutUserVariables } from "./untrusted-text.ts";

test.for([
  ["![cat](https://evil.example/cat.png)", "<p></p>"],
  ["[![x](https://evil.example/a)](https://evil.example/b)", "<p><span></span></p>"],
  ["[page](/d/abc/page?var-x=1)", '<p><a href="/d/abc/page?var-x=1">page</a></p>'],
  ["[page](/d/abc/page?var-x=$x&var-y=1)", '<p><a href="/d/abc/page?var-y=1">page</a></p>'],
  ["[page](//evil.example)", "<p><span>page</span></p>"],
  ["[page](/\\evil.example)", "<p><span>page</span></p>"],
  ["[page](javascript:alert(1))", "<p><span>page</span></p>"],
  ["[page][ref]\n\n[ref]: https://evil.example", "<p><span>page</span></p>"],
  ['<img src="https://evil.example/a">', ""],
  ['<b onclick="x()">bold</b>', "<p><b>bold</b></p>"],
  [
    '<a href="/d/abc" target="_blank">in</a> <a href="https://evil.example">out</a>',
    '<p><a href="/d/abc">in</a> <span>out</span></p>',
  ],
  ["<style>@import url(//evil.example)</style>", ""],
  ["a < b and <c", "<p>a &lt; b and &lt;c</p>"],
  ["<<img src=x>img src=x>", "<p>&lt;img src&#61;x&gt;</p>"],
  ["# Title\n\n- one\n- `code`", "<h1>Title</h1> <ul> <li>one</li> <li><code>code</code></li> </ul>"],
  ["Hello ${__user.login}", "<p>Hello &#45;</p>"],
  ["!$br(http://evil.example) $x ${x:raw} [[x]]", /^<p>&#33;&#36;br&#40;<span>http&#58;/],
])("inertHtml makes of the Markdown %j %j", ([text, expected]) => {
  const html = inertHtml(text as string, "markdown", newTextBudget());
  if (typeof expected === "string") expect(html).toBe(expected);
  else expect(html).toMatch(expected!);
});

test("inertHtml keeps the lines of what is shown as code, and as written what would take too long to render", () => {
  expect(inertHtml("a  b\n<c>", "code", newTextBudget())).toBe("<pre>a&#32;&#32;b&#10;&lt;c&gt;</pre>");
  expect(inertHtml("[a](".repeat(2000), "markdown", newTextBudget())).toMatch(/^<pre>&#91;a&#93;/);
});

test("inertHtml has one budget for all texts of a dashboard: thousands that are made to be slow are shown as they are written", () => {
  const budget = newTextBudget();
  const shown = ["[a](", "*a ", "1. ", "***a_ "].flatMap((piece) =>
    Array.from({ length: 1500 }, () => inertHtml(piece.repeat(100), "markdown", budget)),
  );
  expect(shown[0]).toMatch(/^<p>/);
  expect(shown.at(-1)).toMatch(/^<pre>/);
  expect(inertHtml("x".repeat(3_000_000), "code", newTextBudget())).toMatch(/^<pre>x{200000} … &#40;cut&#41;<\/pre>$/);
});

test("inertHtml leaves nothing but its own tags, inner links and character references, whatever it is given, and says the same of its own result", () => {
  const pieces =
    "< > img script svg style iframe base meta ![ ] ( ) https://e.example //e /d/a a href= src= onerror= \" ' ${__user .x} \n\n\n : / <a <b> </b> = \\ & &#36; &lt; $ { } [[ ]] $x ` ``` > - | # * _ ~ \t <!-- --> <![CDATA[ </p> <pre> </pre> <textarea> <math> \u0000 \u2028".split(
      " ",
    );
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces, " ", "\n"), { maxLength: 30 }),
      fc.constantFrom("markdown", "html", "code"),
      (parts, mode) => {
        const html = inertHtml(parts.join(""), mode as "markdown", newTextBudget());
        expect(
          html.replaceAll(
            /<\/?(?!a[ >])[a-z]+[1-6]?>|<\/a>|<a href="(?:\/d\/|\?|#|d\/)[\w/?#=.,~%+:;&-]*">|&(?:#\d+|amp|lt|gt|quot);/g,
            "",
          ),
        ).toMatch(/^[A-Za-z0-9 \u0080-\uffff]*$/);
        expect(html).not.toMatch(/<\/?(?:img|script|svg|style|iframe|base|meta|textarea|math)/);
      },
    ),
    { numRuns: 5000 },
  );
});

test("withoutUserVariables takes out every form, and what is left forms no new one", () => {
  expect(withoutUserVariables("a ${__user.login:raw} $__user.email [[__user.id]] ${__us${__user.x}er.login}")).toBe(
    "a - - - ${__us-er.login}",
  );
  expect(withoutUserVariables("$job ${job}")).toBe("$job ${job}");
});

test("plainText breaks variables apart, and tags and pictures", () => {
  expect(plainText("$a ${b:raw} [[c]] 5$ <img> ![x](y)")).toBe("$ a $ {b:raw} [ [c]] 5$ ‹img> ! [x](y)");
});

test("isInternalLink takes paths of the same Grafana only", () => {
  const inside = ["/d/abc", "/", "/d/abc?x=${y}", "?var-a=1", "#top", "d/abc"];
  const outside = [
    "https://e",
    "//e",
    "/\\e",
    "/\t/e",
    "${x}",
    "/${x}e",
    "javascript:a",
    "",
    "data:x",
    "e.example/d/a",
    "\\\\e",
  ];
  expect(inside.filter((url) => !isInternalLink(url))).toEqual([]);
  expect(outside.filter(isInternalLink)).toEqual([]);
});

test("safeLink takes dashboards of the same Grafana, and loses the parameters that hold variables", () => {
  const kept = [
    "/d/abc",
    "/",
    "/d/abc?x=1",
    "?var-a=1",
    "#top",
    "d/abc",
    "/grafana/d/abc/name?from=now-1h",
    "/dashboards",
  ];
  expect(kept.map(safeLink)).toEqual(kept);
  expect(["/d/a?x=$y&z=1", "/d/a?x=${y}", "/d/a?${__url_time_range}", "/d/a?b=[[c]]#d"].map(safeLink)).toEqual([
    "/d/a?z=1",
    "/d/a",
    "/d/a",
    "/d/a",
  ]);
  const gone =
    "https://e //e /\\e ${x} /${x}e javascript:a data:x e.example/d/a \\\\e /d/$x /logout /api/datasources/proxy/uid/x/d/a /api/d/x /render/d/x /d/../logout /d/%2e%2e/x /dashboardsx /explore?left=x".split(
      " ",
    );
  expect([...gone, ""].filter((url) => safeLink(url) !== undefined)).toEqual([]);
});
