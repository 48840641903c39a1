import { Buffer } from "node:buffer";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createRedactor } from "./redactor.ts";
import { secretOf } from "./secret.ts";
import { createStreamRedactor } from "./stream-redactor.ts";

const token = "glsa_Qk3+x/Z9=pL7ä\"<w>'&_5fe1";
const redactor = createRedactor({ secrets: [secretOf(token)], pairs: [{ user: "ada", password: "pw" }] });

const percent = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
const mixed = (text: string) =>
  encodeURIComponent(text).replaceAll(/%../g, (part, at: number) => (at % 2 === 0 ? part.toLowerCase() : part));
const html = (text: string) =>
  [...text]
    .map((character, at) =>
      at % 2 === 0 ? `&#${character.codePointAt(0)};` : `&#x${character.codePointAt(0)!.toString(16)};`,
    )
    .join("");
const base64 = (text: string) => Buffer.from(text).toString("base64");

test.for([
  ["as it is", token],
  ["in another case", token.toUpperCase()],
  ["percent-encoded", encodeURIComponent(token)],
  ["percent-encoded in mixed case", mixed(token)],
  ["percent-encoded in part", token.replaceAll("/", "%2f").replaceAll("=", "%3D")],
  ["percent-encoded throughout", percent(token)],
  ["percent-encoded twice", encodeURIComponent(encodeURIComponent(token))],
  ["form-encoded", new URLSearchParams({ "": token }).toString().slice(1)],
  ["JSON", JSON.stringify(token)],
  ["JSON in JSON", JSON.stringify(JSON.stringify(token))],
  ["unicode escapes", [...token].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")],
  ["hex escapes", [...token].map((c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`).join("")],
  [
    "HTML",
    token
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&#39;")
      .replaceAll("=", "&equals;"),
  ],
  ["character references", html(token)],
  ["HTML of percent-encoding", html(encodeURIComponent(token))],
  ["base64", base64(token)],
  ["base64url", Buffer.from(token).toString("base64url")],
  ["base64 at the second alignment", base64(`a${token}bc`)],
  ["base64 at the third alignment", base64(`ab${token}`)],
  ["base64 in base64", base64(base64(`x:${token}`))],
  ["base64 of its percent-encoding", base64(`{"t":"${encodeURIComponent(token)}"}`)],
  ["base64, percent-encoded", encodeURIComponent(base64(token))],
  ["hex", Buffer.from(token).toString("hex").toUpperCase()],
  ["folded", token.replace("Z9", "Z9\r\n\t ")],
  ["folded base64", base64(`user-with-a-long-name:${token}`).replaceAll(/.{12}/g, "$&\r\n")],
  ["coloured", `${token.slice(0, 9)}\x1b[31m${token.slice(9)}`],
  ["with invisible characters", [...token].join("\u200b")],
  ["as a read header", Buffer.from(token).toString("latin1")],
] as const)("createRedactor hides a token %s", ([, form]) => {
  const clean = redactor.text(`refused: ${form}; try again`);
  expect(clean).toContain("[hidden]");
  expect(clean).toMatch(/^refused: /);
  expect(clean).toMatch(/; try again$/);
  expect(clean.length).toBeLessThan(60);
});

test("createRedactor hides basic auth of a password that is too short to be looked for", () => {
  expect(redactor.text(`Authorization: Basic ${base64("ada:pw")}`)).toBe("Authorization: Basic [hidden]");
  expect(redactor.text("pw is a short text")).toBe("pw is a short text");
});

test("createRedactor hides the beginning of a secret that a cut has left", () => {
  expect(redactor.text(`token ${token.slice(0, 9)}…`)).toBe("token [hidden]…");
  expect(redactor.text(`Basic ${base64(token).slice(0, 12)}`)).toBe("Basic [hidden]");
});

test("createRedactor hides both of two secrets of which one holds the other", () => {
  const both = createRedactor({ secrets: [secretOf("0123456789"), secretOf("abc0123456789xyz")] });
  expect(both.text("abc0123456789xyz 0123456789 abc0123456789")).toBe("[hidden] [hidden] [hidden]");
});

test("createRedactor leaves ordinary words alone: a password that is one is hidden where it stands by itself", () => {
  const word = createRedactor({ secrets: [secretOf("dashboard"), secretOf("admin")] });
  expect(word.text("Administration: 3 dashboards, Dashboard, dashboard")).toBe(
    "Administration: 3 dashboards, Dashboard, [hidden]",
  );
  expect(word.value({ dashboard: ["dashboard"] })).toEqual({ dashboard: ["[hidden]"] });
});

test("createRedactor hides what looks like a credential though nobody named it", () => {
  const none = createRedactor({ secrets: [] });
  expect(none.text("get https://ada:s3cret@proxy/x failed")).toBe("get https://[hidden]@proxy/x failed");
  expect(none.text(`is ghs_${"a1".repeat(18)} right?`)).toBe("is [hidden] right?");
  expect(none.text("Authorization: Bearer abc123def456")).toBe("Authorization: Bearer [hidden]");
  expect(none.text("Basic authentication, bearer of news")).toBe("Basic authentication, bearer of news");
});

test("createRedactor hides any random secret in any stack of two escapes", () => {
  const escapes = [
    encodeURIComponent,
    (text: string) => JSON.stringify(text).slice(1, -1),
    html,
    percent,
    (text: string) => text,
  ];
  const secret = fc
    .string({ unit: "grapheme-ascii", minLength: 12, maxLength: 40 })
    .filter((text) => /^\S.*\d.*\S$/.test(text) && /[a-zA-Z]/.test(text));
  fc.assert(
    fc.property(secret, fc.nat(4), fc.nat(4), (text, one, other) => {
      const form = escapes[other]!(escapes[one]!(text));
      expect(createRedactor({ secrets: [secretOf(text)] }).text(`<${form}>`)).toBe("<[hidden]>");
    }),
    { numRuns: 300 },
  );
});

test("createStreamRedactor lets no secret through that is split over writes, wherever the split is", () => {
  const text = `a ${token} b\n`;
  for (let at = 1; at < text.length; at++) {
    const stream = createStreamRedactor(redactor);
    expect(stream.push(text.slice(0, at)) + stream.push(text.slice(at)) + stream.flush()).toBe("a [hidden] b\n");
  }
  const folded = createStreamRedactor(redactor);
  const out = folded.push(`a ${token.slice(0, 12)}\n`) + folded.push(`${token.slice(12)} b`) + folded.flush();
  expect(out).toBe("a [hidden]\n[hidden] b");
});

test("createRedactor takes time in proportion to the text, whatever a stranger writes", () => {
  const one = createRedactor({ secrets: [secretOf(token)] });
  const pieces = [
    "eyJ-",
    "://:",
    "Basic ",
    "##",
    "%25",
    "\\u005c",
    "&amp;",
    "glsa_",
    ":a:",
    "\u200b",
    "a".repeat(9),
    "&#x26;",
  ];
  for (const piece of pieces) {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const before = performance.now();
    expect(one.text(text)).toHaveLength(text.length);
    // A guard against minutes: it takes a tenth of a second.
    expect(performance.now() - before).toBeLessThan(15_000);
  }
});

test("createRedactor's learn hides what was typed since, besides what was known", () => {
  const redactor = createRedactor({ secrets: [secretOf("Qz7+Kd/93mWxT5vR")] });
  redactor.learn({ secrets: [secretOf("Vb6-typed-later")], pairs: [{ user: "ada.lovelace", password: "short" }] });
  const basic = Buffer.from("ada.lovelace:short").toString("base64");
  expect(redactor.text(`Qz7+Kd/93mWxT5vR Vb6-typed-later ${basic}`)).toBe("[hidden] [hidden] [hidden]");
});
