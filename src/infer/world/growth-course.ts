import type { DistributionSpec } from "../../data-spec/generated/data-spec.ts";
import type { InferredSignal } from "../levels/signal.ts";
import { type Typical, typicalRate } from "../levels/typical.ts";
import { between } from "./pick.ts";
import { highestWithLoad, leaning, own, type ShapeOf, short, withLoad } from "./shapes.ts";

/** A row of what counts up, and what is known of it. */
export interface GrowthOf extends ShapeOf {
  /** Its growth per second as somebody has said it. */
  readonly usual: Typical | undefined;
  /** The same by what it measures. */
  readonly growth: Typical | undefined;
  /** Multiplies its usual growth. */
  readonly weight: number;
  /** It grows by no more than this. Default: no bound. */
  readonly most?: number;
}

/** Things that go wrong now and then, and those that happen a few times a day. */
const wrong =
  /error|fail|drop|reject|timeout|timed_out|retries|retry|discard|abort|exception|miss(es|ed)?(_|$)|invalid|denied|throttl|conflict|slow/i;
const rare =
  /restart|oom|evict|panic|crash|failover|leader_?change|election|rebalance|corrupt|fatal|reload|preempt|kill|resets?(_|$)/i;
const rates: { readonly wrong: Typical; readonly rare: Typical } = {
  wrong: { min: 0.02, max: 0.08 },
  rare: { min: 2e-5, max: 6e-5 },
};

/** The growth per second of a counter, histogram or summary: with the load of its member. */
export function growthCourse(of: GrowthOf): InferredSignal {
  const { name, usual, growth, weight, most = Number.POSITIVE_INFINITY } = of;
  const isRare = rare.test(name) && !/bytes|seconds/.test(name);
  const isWrong = wrong.test(name) && !/bytes|seconds|miss/.test(name);
  const typical = usual ?? (isRare ? rates.rare : isWrong ? rates.wrong : (growth ?? typicalRate(name)));
  const middle = ((typical.min + typical.max) / 2) * weight * (usual === undefined ? between(0.7, 1.3, name) : 1);
  const signal = isRare || isWrong ? { mul: [withLoad(of), own(0.5, 0.05)] } : withLoad(of);
  return { form: "course", signal, factor: short(Math.min(middle, most / highestWithLoad)) };
}

/** Where a row's observations lie: a little higher under load, and each row's at a height of its own. */
export function observeOf({ p50, p99 }: { readonly p50: number; readonly p99: number }, of: ShapeOf): DistributionSpec {
  const height = 1 + (((of.index * 3) % 7) - 3) / 12;
  const around = (value: number, name: string) => ({ mul: [short(value * height), leaning({ ...of, name })] });
  return { lognormal: { p50: around(p50, `${of.name} p50`), p99: around(p99, `${of.name} p99`) } };
}
