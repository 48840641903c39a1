import fc from "fast-check";
import { expect, test } from "vitest";
import { findJsonError } from "./error-position.ts";

test.for([
  { json: '{"a": 1,}', line: 1, column: 9 },
  { json: '{"a" 1}', line: 1, column: 6 },
  { json: "{\n\n'a': 1}", line: 3, column: 1 },
  { json: '[1, 2\n, "x\ny"]', line: 2, column: 3 },
  { json: "[1] [2]", line: 1, column: 5 },
  { json: "[01]", line: 1, column: 3 },
  { json: '{"a": nul}', line: 1, column: 7 },
  { json: '{"a": {"b": []}', line: 1, column: 16 },
])("findJsonError finds $json at $line:$column", ({ json, line, column }) => {
  expect(findJsonError(json)).toMatchObject({ line, column });
});

test("findJsonError ends, and points into the text, for every JSON that one character spoils", () => {
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 4 }),
      fc.nat(),
      fc.constantFrom(",", "{", '"', "x", "]", ""),
      (json, at, spoiler) => {
        const index = at % (json.length + 1);
        const spoiled = json.slice(0, index) + spoiler + json.slice(index + (spoiler === "" ? 1 : 0));
        let valid = true;
        try {
          JSON.parse(spoiled);
        } catch {
          valid = false;
        }
        fc.pre(!valid);
        const { line, column } = findJsonError(spoiled);
        const lines = spoiled.split("\n");
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1);
      },
    ),
  );
});
