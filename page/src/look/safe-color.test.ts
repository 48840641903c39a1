import { expect, test } from "vitest";
import { safeColor } from "./safe-color.ts";

test.for(["#f00", "#5794F2", "#ff000080", "red", "rgb(255, 0, 0)", "rgba(1,2,3,0.5)", "hsl(120 50% 50% / 0.5)"])(
  "safeColor leaves %s as it is",
  (color) => expect(safeColor(color)).toBe(color),
);

test.for([
  "url(https://evil.example)",
  "red;background:url(x)",
  "image-set(x)",
  "var(--x)",
  "#f00 url(x)",
  "",
  "rgb(url(x))",
])("safeColor makes %s grey", (color) => expect(safeColor(color)).toBe("#808080"));
