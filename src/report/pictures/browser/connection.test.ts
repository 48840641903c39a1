import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { connect } from "./connection.ts";

function pair() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  return { input, sent: () => String(output.read() ?? ""), connection: connect(input, output) };
}

test("answers find the question that they belong to, however they are cut, and events are heard", async () => {
  const { input, sent, connection } = pair();
  const events: string[] = [];
  connection.listen(({ method, sessionId }) => events.push(`${method} ${sessionId}`));
  const [one, other] = [connection.send("A.one", { x: 1 }), connection.send("A.two", {}, "s1")];
  expect(sent()).toBe(
    '{"id":1,"method":"A.one","params":{"x":1}}\0{"id":2,"method":"A.two","params":{},"sessionId":"s1"}\0',
  );
  const text = Buffer.from('{"id":2,"result":{"é":2}}\0{"method":"B.event","params":{},"sessionId":"s1"}\0{"id":1');
  for (const byte of text) input.write(Buffer.of(byte));
  input.write(',"error":{"message":"no"}}\0');
  expect(await other).toEqual({ é: 2 });
  await expect(one).rejects.toThrow("the browser refused A.one: no");
  expect(events).toEqual(["B.event s1"]);
});

test("when the browser ends, what waits fails, and what comes later too", async () => {
  const { input, connection } = pair();
  const waiting = connection.send("A.one");
  input.destroy();
  await expect(waiting).rejects.toThrow("the browser ended");
  await expect(connection.send("A.two")).rejects.toThrow("the browser ended");
});
