import { expect, test } from "vitest";
import { shade } from "./shade.ts";

test("shade changes lightness and hue, and keeps the saturation", () => {
  expect(shade("#ff0000", -0.2, 4)).toBe("hsl(4.00, 100.00%, 30.00%)");
  expect(shade("#0000ff", 0.1, -4)).toBe("hsl(236.00, 100.00%, 60.00%)");
  expect(shade("rgb(0, 128, 0)", 0, 0)).toBe("hsl(120.00, 100.00%, 25.10%)");
});

test("shade of grey has no hue, and lightness has its bounds", () => {
  expect(shade("#808080", 0.9, 0)).toBe("hsl(0.00, 0.00%, 100.00%)");
});
