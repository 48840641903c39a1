import { createBlock, type SampleBlock } from "../sampling/block.ts";
import { chunkSize } from "../sampling/filler.ts";

/** Samples of one course at the scrapes `256·number` … of the grid. */
export interface Page {
  readonly block: SampleBlock;
  /** Every sample is present. */
  complete: boolean;
  /** It was read since the store last looked for room. */
  used: boolean;
  /** It is being computed and must not be given away. */
  busy: boolean;
  owner: Map<number, Page>;
  number: number;
}

/** A page takes 2.4 KiB. */
const defaultPages = 4096;
const mostPagesEver = 16_384;

/** Named signals may use one another this deep, and each computes a page meanwhile. */
const leastPages = 64;

/**
 * Pages of many courses in a fixed amount of memory. If all are taken, one that was not used lately is given away.
 *
 * @see https://en.wikipedia.org/wiki/Page_replacement_algorithm#Clock
 */
export class PageStore {
  #most: number;
  readonly #fixed: boolean;
  readonly #pages: Page[] = [];
  #hand = 0;

  /** @param most - pages at most, 64 or more. Default 4,096, which {@link makeRoom} raises. */
  constructor(most?: number) {
    this.#most = Math.max(leastPages, most ?? defaultPages);
    this.#fixed = most !== undefined;
  }

  /**
   * Allows as many pages as are wanted, up to 16,384, if the number is not fixed. Pages are made when they are needed.
   */
  makeRoom(wanted: number): void {
    if (!this.#fixed) this.#most = Math.max(this.#most, Math.min(wanted, mostPagesEver));
  }

  /** A busy page, entered into its new owner's map and removed from its former owner's. */
  take(owner: Map<number, Page>, number: number): Page {
    const page = this.#pages.length < this.#most ? this.#add(owner) : this.#giveAway();
    page.owner = owner;
    page.number = number;
    page.used = page.busy = true;
    owner.set(number, page);
    return page;
  }

  #add(owner: Map<number, Page>): Page {
    const page = { block: createBlock(chunkSize), complete: false, used: true, busy: true, owner, number: 0 };
    this.#pages.push(page);
    return page;
  }

  #giveAway(): Page {
    for (;;) {
      const page = this.#pages[this.#hand]!;
      this.#hand = (this.#hand + 1) % this.#pages.length;
      if (page.busy) continue;
      if (page.used) page.used = false;
      else {
        page.owner.delete(page.number);
        return page;
      }
    }
  }
}
