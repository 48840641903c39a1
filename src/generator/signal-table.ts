import { clockRow } from "./moments/clock.ts";
import { nowRow } from "./moments/now.ts";
import { replayRow } from "./recorded/replay.ts";
import type { Signal, SignalTypes } from "./signal.ts";
import type { SignalRow } from "./signal-row.ts";
import { arithmeticRow } from "./signals/arithmetic.ts";
import { clampRow } from "./signals/clamp.ts";
import { constantRow } from "./signals/constant.ts";
import { gapRow } from "./signals/gap.ts";
import { limitRow } from "./signals/limit.ts";
import { lineRow } from "./signals/line.ts";
import { loopRow } from "./signals/loop-row.ts";
import { namedRow } from "./signals/named.ts";
import { noiseRow } from "./signals/noise.ts";
import { notationRow } from "./signals/notation.ts";
import { levelRow, randomRow } from "./signals/random.ts";
import { roundRow } from "./signals/round.ts";
import { sequenceRow } from "./signals/sequence-row.ts";
import { spikeRow } from "./signals/spike.ts";
import { squareRow } from "./signals/square.ts";
import { valuesRow } from "./signals/values.ts";
import { walkRow } from "./signals/walk.ts";
import { waveRow } from "./signals/wave.ts";

/** Every signal. The compiler asks for the row of each type in {@link SignalTypes} and for each of its columns. */
export const signalTable = {
  constant: constantRow,
  line: lineRow,
  values: valuesRow,
  random: randomRow,
  level: levelRow,
  gap: gapRow,
  sequence: sequenceRow,
  loop: loopRow,
  limit: limitRow,
  wave: waveRow,
  square: squareRow,
  noise: noiseRow,
  walk: walkRow,
  spike: spikeRow,
  now: nowRow,
  clock: clockRow,
  add: arithmeticRow("add"),
  sub: arithmeticRow("sub"),
  mul: arithmeticRow("mul"),
  div: arithmeticRow("div"),
  clamp: clampRow,
  round: roundRow,
  replay: replayRow,
  notation: notationRow,
  signal: namedRow,
} as const satisfies { readonly [Type in keyof SignalTypes]: SignalRow<SignalTypes[Type]> };

/** The row of a signal. */
export function rowOf(signal: Signal): SignalRow<Signal> {
  return signalTable[signal.type];
}

/** True for the name of a signal. */
export function isSignalType(type: unknown): type is Signal["type"] {
  return typeof type === "string" && Object.hasOwn(signalTable, type);
}
