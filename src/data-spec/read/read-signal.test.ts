import { expect, test } from "vitest";
import { signalTable } from "../../generator/signal-table.ts";
import { dataSpecSchema } from "../generated/schema.ts";

test("readSignal reads every signal of the JSON schema, and the schema describes every one that has a reader", () => {
  const { signal } = dataSpecSchema.definitions as { readonly signal: { readonly properties: object } };
  const withReader = Object.entries(signalTable).filter(([, { read }]) => read !== undefined);
  expect(Object.keys(signal.properties).toSorted()).toEqual(withReader.map(([type]) => type).toSorted());
});
