import { expect, test } from "vitest";
import { UsageError } from "../../errors.ts";
import { commandWords } from "./command-words.ts";

const name = "--build";

test.for([
  ["jsonnet -J vendor dashboards.jsonnet", ["jsonnet", "-J", "vendor", "dashboards.jsonnet"]],
  ["  a\t b  ", ["a", "b"]],
  [`sh -c 'a | b > "c" $d'`, ["sh", "-c", 'a | b > "c" $d']],
  [String.raw`a "b c" "d\"e" "\$x" "\n" ''`, ["a", "b c", 'd"e', "$x", String.raw`\n`, ""]],
  [
    String.raw`my\ tool b\'c a'b'"c"d x#y {p,q} a=b ~x`.replace(" ~x", ""),
    ["my tool", "b'c", "abcd", "x#y", "{p,q}", "a=b"],
  ],
] as const)("commandWords splits %j", ([text, words]) => {
  expect(commandWords(text, { name })).toEqual(words);
});

test.for([
  ["a | b", `--build "a | b": "|" needs a shell, and no shell reads it; put it into a script, or write sh -c '…'`],
  ["a > b", `">" needs a shell`],
  ["a $HOME", `"$" needs a shell`],
  ["a *.jsonnet", `"*" needs a shell`],
  ["a ~/b", `"~" needs a shell`],
  ["a\nb", String.raw`"\n" needs a shell`],
  ['a "$HOME"', 'in "…" a shell would replace $ and `'],
  ['a "b', 'the quote " is not closed'],
  ["a 'b", "the quote ' is not closed"],
  ["a \\", "it ends with a backslash"],
  ["  ", "a command was expected"],
  ["''", "a command was expected"],
  ["A=1 b", "to set a variable, write env A=1 …"],
] as const)("commandWords refuses %j", ([text, message]) => {
  const split = () => commandWords(text, { name });
  expect(split).toThrow(UsageError);
  expect(split).toThrow(message);
});
