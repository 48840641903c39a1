import { expect, test } from "vitest";
import { filteredValues, transformedLabels } from "./transformed-labels.ts";

const labels = (id: string, options: object) => transformedLabels([{ id, options: { ...options } }]);

test.for<[string, object, string[]]>([
  [
    "organize",
    {
      excludeByName: { Time: true, job: true },
      indexByName: { Time: 0, owner: 1, job: 2, "pod 2": 3, "Value #A": 4 },
      renameByName: { git_sha: "commit" },
    },
    ["owner", "pod", "git_sha"],
  ],
  [
    "groupBy",
    {
      fields: {
        zone: { operation: "groupby" },
        "Value #A": { operation: "groupby" },
        cost: { operation: "aggregate" },
      },
    },
    ["zone"],
  ],
  ["joinByField", { byField: "node_name" }, ["node_name"]],
  ["joinByField", { byField: "Time" }, []],
  ["seriesToColumns", { byField: "container" }, ["container"]],
  ["groupingToMatrix", { columnField: "team", rowField: "stage", valueField: "Value" }, ["team", "stage"]],
  ["labelsToFields", { keepLabels: ["pod", "reason"], mode: "columns" }, ["pod", "reason"]],
  ["filterFieldsByName", { include: { names: ["region", "Enqueue rate", "Value"] } }, ["region"]],
  ["sortBy", { sort: [{ field: "version" }] }, ["version"]],
  ["reduce", { reducers: ["mean"] }, []],
  ["organize", { indexByName: "x" }, []],
])("transformedLabels of %s with %j", ([id, options, expected]) => {
  expect(labels(id, options)).toEqual(expected);
});

test("transformedLabels takes no name that a transformation has made up", () => {
  expect(
    transformedLabels([
      { id: "organize", options: { renameByName: { git_sha: "commit" } } },
      { id: "sortBy", options: { sort: [{ field: "commit" }] } },
    ]),
  ).toEqual(["git_sha"]);
});

test("filteredValues are those that stay, by the names of the field", () => {
  const filter = (type: string, id: string, value: unknown) => [
    { id: "filterByValue", options: { type, filters: [{ fieldName: "Errors", config: { id, options: { value } } }] } },
  ];
  expect(filteredValues(filter("include", "greater", 0), ["Errors"])).toEqual([{ op: ">", value: 0 }]);
  expect(filteredValues(filter("exclude", "equal", "0"), ["Errors"])).toEqual([{ op: "!=", value: 0 }]);
  expect(filteredValues(filter("exclude", "isNull", undefined), ["Errors"])).toEqual([]);
  expect(filteredValues(filter("include", "greater", 0), ["Value"])).toEqual([]);
});
