import { expect, test } from "vitest";
import { csvOf, fileName } from "./csv.ts";

const cell = (raw: unknown, text = String(raw)) => ({ raw, text });

test("csvOf writes numbers as they are, times as they are shown, and quotes what needs it", () => {
  const table = {
    columns: ["Time", 'a "b"', "c,d"],
    rows: [
      [cell(1_795_694_400_000, "2026-11-26 12:00:00"), cell(0.125, "12.5%"), cell(null, "")],
      [cell(1_795_694_460_000, "2026-11-26 12:01:00"), cell("x\ny"), cell(true)],
    ],
  };
  expect(csvOf(table)).toBe(
    'Time,"a ""b""","c,d"\r\n2026-11-26 12:00:00,0.125,\r\n2026-11-26 12:01:00,"x\ny",true\r\n',
  );
});

test("csvOf keeps a spreadsheet from calculating texts, numbers below 0 stay numbers", () => {
  expect(csvOf({ columns: ["=1+1"], rows: [[cell("@SUM(A1)")], [cell(-5)]] })).toBe("'=1+1\r\n'@SUM(A1)\r\n-5\r\n");
});

test("fileName keeps letters and digits of a title", () => {
  expect(fileName("CPU / Mem (größer) ")).toBe("CPU-Mem-größer.csv");
  expect(fileName("../../etc/passwd")).toBe("etc-passwd.csv");
  expect(fileName("***")).toBe("panel.csv");
});
