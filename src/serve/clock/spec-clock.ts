/** From a moment of real time on, the spec's clock showed this time and ran at this speed. */
export interface ClockSegment {
  /** Unix milliseconds of real time. */
  readonly realMs: number;
  /** Unix milliseconds that the spec's clock showed then. */
  readonly specMs: number;
  /** Milliseconds of the spec for each real one; 0 while it is paused. */
  readonly speed: number;
}

/** Options of {@link SpecClock}. */
export interface SpecClockOptions {
  /** Real time in Unix milliseconds. */
  readonly now: () => number;
  /** The first time that it shows. Unix milliseconds. */
  readonly specMs: number;
  /** Above 0. Default 1. */
  readonly speed?: number;
}

/** Older ones are forgotten: only times of the past are looked up in them. */
const maxSegments = 1000;

/** The clock that decides which sample is served: it may run faster than real time, stand still, and jump. */
export class SpecClock {
  readonly #now: () => number;
  readonly #segments: ClockSegment[];
  #speed: number;
  #paused = false;

  constructor({ now, specMs, speed = 1 }: SpecClockOptions) {
    this.#now = now;
    this.#speed = speed;
    this.#segments = [{ realMs: now(), specMs, speed }];
  }

  /** The time that it shows now. Unix milliseconds. */
  get specMs(): number {
    return this.specAt(this.#now());
  }

  /** Real time. Unix milliseconds. */
  get nowMs(): number {
    return this.#now();
  }

  /** Milliseconds of the spec for each real one, while it is not paused. */
  get speed(): number {
    return this.#speed;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Changes the speed; a paused clock stays paused. */
  setSpeed(speed: number): void {
    this.#speed = speed;
    this.#begin(this.specMs);
  }

  pause(): void {
    if (this.#paused) return;
    const specMs = this.specMs;
    this.#paused = true;
    this.#begin(specMs);
  }

  resume(): void {
    if (!this.#paused) return;
    const specMs = this.specMs;
    this.#paused = false;
    this.#begin(specMs);
  }

  jump(specMs: number): void {
    this.#begin(specMs);
  }

  /** The time that it showed at a moment of real time; before its start as if it had run at its first speed. */
  specAt(realMs: number): number {
    const segment = this.#segments.findLast((one) => one.realMs <= realMs) ?? this.#segments[0]!;
    return segment.specMs + (realMs - segment.realMs) * segment.speed;
  }

  /**
   * The latest moment of real time, at most now, at which it showed this time: of a time that it jumped over, the
   * moment of the jump; of one before its start, as if it had run at its first speed.
   */
  realAt(specMs: number): number {
    let endMs = this.#now();
    for (let place = this.#segments.length - 1; place >= 0; place--) {
      const { realMs, specMs: firstMs, speed } = this.#segments[place]!;
      const lastMs = firstMs + (endMs - realMs) * speed;
      if (specMs >= firstMs || place === 0) {
        if (specMs >= lastMs) return endMs;
        return speed === 0 ? realMs : realMs + (specMs - firstMs) / speed;
      }
      endMs = realMs;
    }
    return endMs;
  }

  #begin(specMs: number): void {
    const realMs = this.#now();
    // What began at this very moment has shown nothing.
    if (this.#segments.length > 1 && this.#segments.at(-1)!.realMs === realMs) this.#segments.pop();
    this.#segments.push({ realMs, specMs, speed: this.#paused ? 0 : this.#speed });
    if (this.#segments.length > maxSegments) this.#segments.shift();
  }
}
