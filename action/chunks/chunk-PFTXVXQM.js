import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/cli/terminal/paint.ts
import { styleText } from "node:util";
function painter(colours) {
  const paint = (style) => (text) => colours ? styleText(style, text, { validateStream: false }) : text;
  return { red: paint("red"), green: paint("green"), yellow: paint("yellow"), dim: paint("dim"), bold: paint("bold") };
}

export {
  painter
};
