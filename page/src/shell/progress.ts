/** How far the page is, for tests and pictures: `window.__dashpreview`. */
export interface PageState {
  /** Every panel that was to be drawn is drawn or failed, and fonts are there. */
  readonly ready: boolean;
  readonly panels: { readonly wanted: number; readonly drawn: number; readonly failed: number };
  /** `KEY: message` of those that failed. */
  readonly failures: readonly string[];
  /**
   * Shows something else: another `?name=value` in place of the one in the address. To be called after the first
   * time that the page is ready, which it then is no more until that is drawn.
   */
  readonly show: (search: string) => void;
}

declare global {
  interface Window {
    __dashpreview?: PageState;
  }
}

/** So many frames without a change of what the page shows, and nothing more is on its way. */
const quietFrames = 4;

const wanted = new Set<string>();
const drawn = new Set<string>();
const failed = new Map<string, string>();
let mounted = false;
let fontsThere = false;
/** Frames since the page last changed. */
let quiet = 0;
let counting = false;
let show: PageState["show"] = () => {};
/** Counts what was shown, so that what stood there before cannot say that it is ready. */
let showing = 0;

function publish(): void {
  const settled = [...wanted].every((key) => drawn.has(key) || failed.has(key));
  const done = mounted && fontsThere && settled;
  window.__dashpreview = {
    ready: done && quiet >= quietFrames,
    panels: { wanted: wanted.size, drawn: drawn.size, failed: failed.size },
    failures: [...failed].map(([key, message]) => `${key}: ${message}`),
    show,
  };
  if (done && quiet < quietFrames) countFrames();
}

/**
 * Counts frames until enough of them were quiet: a graph waits for the measure of its legend, a table for that of its
 * frame, and on a busy machine that comes late.
 */
function countFrames(): void {
  if (counting) return;
  counting = true;
  afterPaint(() => {
    counting = false;
    quiet++;
    publish();
  });
}

function changed(): void {
  quiet = 0;
  publish();
}

/** Calls back after the browser has painted twice: what a panel draws late is then there. */
function afterPaint(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(then, 0)));
}

export const progress = {
  /**
   * To be called once, before anything is drawn.
   *
   * @param onShow - shows what another `?name=value` asks for.
   */
  start(onShow: (search: string) => void): void {
    show = (search) => {
      mounted = false;
      showing++;
      changed();
      onShow(search);
    };
    changed();
    new MutationObserver(() => {
      if (!window.__dashpreview?.ready) quiet = 0;
    }).observe(document.body, { attributes: true, childList: true, subtree: true });
    window.addEventListener("resize", changed);
    document.fonts.ready.then(() => {
      fontsThere = true;
      changed();
    });
  },
  /** The page stands, and panels in sight have said that they are to be drawn. */
  mounted(): void {
    const shown = showing;
    afterPaint(() =>
      afterPaint(() => {
        if (shown !== showing) return;
        mounted = true;
        changed();
      }),
    );
  },
  wants(key: string): void {
    wanted.add(key);
    drawn.delete(key);
    failed.delete(key);
    changed();
  },
  drew(key: string): void {
    afterPaint(() => {
      if (wanted.has(key) && !failed.has(key)) drawn.add(key);
      changed();
    });
  },
  failed(key: string, message: string): void {
    failed.set(key, message);
    drawn.delete(key);
    changed();
  },
  /** The panel went away. */
  left(key: string): void {
    wanted.delete(key);
    drawn.delete(key);
    failed.delete(key);
    changed();
  },
};
