import { expect, test } from "vitest";
import { answered } from "../../testing/answered.ts";
import { readAnswers } from "./panel-answers.ts";

const data = [[{ a: "1" }, [1, 2]]] as const;
const read = ({ panel, answers }: ReturnType<typeof answered>) => readAnswers(panel, answers);

test("readAnswers puts settings and answers of a panel together", () => {
  const fieldConfig = { defaults: { unit: "short" }, overrides: [{ matcher: { id: "byName" } }] };
  const shown = read(answered({ targets: ["a", { expr: "b", hide: true }], fieldConfig }, data, data));
  expect(shown?.defaults).toEqual({ unit: "short" });
  expect(shown?.overrides).toHaveLength(1);
  expect(shown?.answers.map(({ query }) => query.refId)).toEqual(["A"]);
});

test("readAnswers knows nothing where a query is empty, hidden or of another data source, or fields are transformed", () => {
  expect(read(answered({ targets: ["a", "b"] }, data))).toBeUndefined();
  expect(read(answered({ targets: ["a"], transformations: [{ id: "organize" }] }, data))).toBeUndefined();
  expect(read(answered({ targets: [{ expr: "a", hide: true }] }, data))).toBeUndefined();
  const { panel, answers } = answered({ targets: ["a", { rawSql: "select", datasource: { type: "mysql" } }] }, data);
  expect(readAnswers(panel, answers.slice(0, 1))).toBeUndefined();
  expect(readAnswers({ title: "P" }, [])).toBeUndefined();
});
