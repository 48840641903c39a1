import { requireSteps } from "../../promql/grammar/work.ts";
import { type CharacterSet, setHas } from "./character-set.ts";
import { type Pattern, parsePattern } from "./pattern.ts";

/**
 * Whether a text is matched from end to end. Takes time in proportion to pattern times text, whatever the pattern.
 *
 * @throws {OutOfSteps} where there are not enough steps for that.
 */
export type PatternTest = (text: string) => boolean;

type Instruction =
  | { readonly op: "set"; readonly set: CharacterSet }
  | { op: "split"; a: number; b: number }
  | { op: "jump"; to: number }
  | { readonly op: "match" };

const maxInstructions = 20_000;
/**
 * Parts that are visited to write them: a repetition of nothing writes nothing, a thousand times in a thousand times.
 */
const maxVisits = 100_000;
/** How many instructions at work are about as much as reading a character of a query. */
const instructionsPerStep = 32;
const maxText = 4096;

/**
 * Makes a test of a pattern, without backtracking.
 *
 * @returns undefined if the pattern would be too large.
 */
export function compilePattern(pattern: Pattern): PatternTest | undefined {
  const program: Instruction[] = [];
  const emit = (instruction: Instruction) => {
    if (program.length >= maxInstructions) throw new TooLarge();
    return program.push(instruction) - 1;
  };
  let visits = 0;
  const write = (node: Pattern): void => {
    if (++visits > maxVisits) throw new TooLarge();
    switch (node.kind) {
      case "empty":
        return;
      case "set":
        emit({ op: "set", set: node.set });
        return;
      case "sequence":
        for (const part of node.of) write(part);
        return;
      case "choice":
        writeChoice(node.of);
        return;
      case "repeat":
        writeRepeat(node);
        return;
    }
  };
  const writeChoice = (branches: readonly Pattern[]) => {
    const ends: Extract<Instruction, { op: "jump" }>[] = [];
    for (const [index, branch] of branches.entries()) {
      if (index === branches.length - 1) {
        write(branch);
        break;
      }
      const split: Instruction = { op: "split", a: 0, b: 0 };
      split.a = emit(split) + 1;
      write(branch);
      const jump: Instruction = { op: "jump", to: 0 };
      emit(jump);
      ends.push(jump);
      split.b = program.length;
    }
    for (const jump of ends) jump.to = program.length;
  };
  const writeRepeat = ({ of, least, most }: Extract<Pattern, { kind: "repeat" }>) => {
    for (let count = 0; count < least; count++) write(of);
    if (most === Infinity) {
      const split: Instruction = { op: "split", a: 0, b: 0 };
      const at = emit(split);
      split.a = at + 1;
      write(of);
      emit({ op: "jump", to: at });
      split.b = program.length;
      return;
    }
    const splits: Extract<Instruction, { op: "split" }>[] = [];
    for (let count = least; count < most; count++) {
      const split: Instruction = { op: "split", a: 0, b: 0 };
      split.a = emit(split) + 1;
      splits.push(split);
      write(of);
    }
    for (const split of splits) split.b = program.length;
  };
  try {
    write(pattern);
    emit({ op: "match" });
    requireSteps(Math.ceil(visits / instructionsPerStep));
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
  return (text) => text.length <= maxText && run(program, text);
}

class TooLarge extends Error {}

function run(program: readonly Instruction[], text: string): boolean {
  requireSteps(1 + Math.floor(program.length / instructionsPerStep));
  const marks = new Int32Array(program.length).fill(-1);
  let current: number[] = [];
  const add = (list: number[], start: number, step: number) => {
    const stack = [start];
    while (stack.length > 0) {
      const at = stack.pop()!;
      if (marks[at] === step) continue;
      marks[at] = step;
      const instruction = program[at]!;
      if (instruction.op === "jump") stack.push(instruction.to);
      else if (instruction.op === "split") stack.push(instruction.b, instruction.a);
      else list.push(at);
    }
  };
  add(current, 0, 0);
  let step = 0;
  let work = 0;
  for (const character of text) {
    if (current.length === 0) return false;
    work += current.length;
    if (work > 10_000) {
      requireSteps(Math.ceil(work / instructionsPerStep));
      work = 0;
    }
    step++;
    const code = character.codePointAt(0)!;
    const next: number[] = [];
    for (const at of current) {
      const instruction = program[at]!;
      if (instruction.op === "set" && setHas(instruction.set, code)) add(next, at + 1, step);
    }
    current = next;
  }
  requireSteps(Math.ceil(work / instructionsPerStep));
  return current.some((at) => program[at]!.op === "match");
}

/** Tests by pattern text that remember what they have compiled. A pattern that cannot be read gives undefined. */
export function createPatternCache(
  maxEntries = 5000,
): (text: string) => { readonly test: PatternTest; readonly pattern: Pattern } | undefined {
  const known = new Map<string, { test: PatternTest; pattern: Pattern } | undefined>();
  return (text) => {
    if (known.has(text)) return known.get(text);
    requireSteps(text.length);
    const pattern = parsePattern(text);
    const test = pattern === undefined ? undefined : compilePattern(pattern);
    const made = pattern === undefined || test === undefined ? undefined : { test, pattern };
    if (known.size < maxEntries) known.set(text, made);
    return made;
  };
}
