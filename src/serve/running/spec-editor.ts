import { type LoadedSpec, type LoadOptions, loadSpec } from "./load-spec.ts";
import type { RunningSpec } from "./running-spec.ts";
import { dataOf, jsonOf, type SpecData } from "./spec-data.ts";
import { Turns } from "./turns.ts";

/** The name of the spec in errors. */
const file = "spec";

/** Changes the spec that runs, one change after the other. */
export class SpecEditor {
  readonly #running: RunningSpec;
  readonly #options: Omit<LoadOptions, "file" | "scenario">;
  readonly #turns = new Turns();
  #data: { readonly of: LoadedSpec; readonly data: SpecData } | undefined;

  constructor(running: RunningSpec, options: Omit<LoadOptions, "file" | "scenario">) {
    this.#running = running;
    this.#options = options;
  }

  get #scenario(): string | undefined {
    return this.#running.loaded.document.scenario;
  }

  /** The spec that runs now. */
  get data(): SpecData {
    const { loaded } = this.#running;
    if (this.#data?.of !== loaded) this.#data = { of: loaded, data: dataOf(loaded) };
    return this.#data.data;
  }

  /**
   * Serves another spec, if `check` takes the one that runs when its turn comes.
   *
   * @throws {SpecError} if it is wrong; then nothing changes.
   */
  replace(text: string, check: (data: SpecData) => void): Promise<void> {
    return this.#turns.take(async () => {
      check(this.data);
      await this.#serve(text, this.#scenario);
    });
  }

  /**
   * Serves the spec that `edit` makes of the one that runs. What `edit` throws is passed on.
   *
   * @throws {SpecError} if the result is wrong; then nothing changes.
   */
  edit(edit: (data: SpecData) => SpecData): Promise<void> {
    return this.#turns.take(() => this.#serve(jsonOf(edit(this.data)), this.#scenario));
  }

  /**
   * Serves another variant of the spec that runs; undefined: the spec itself.
   *
   * @throws {SpecError} if there is none of this name.
   */
  play(scenario: string | undefined): Promise<void> {
    return this.#turns.take(() => this.#serve(this.#running.loaded.text, scenario));
  }

  async #serve(text: string, scenario: string | undefined): Promise<void> {
    await this.#running.replace(loadSpec(text, { ...this.#options, file, scenario }));
  }
}
