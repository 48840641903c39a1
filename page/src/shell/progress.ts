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

const wanted = new Set<string>();
const drawn = new Set<string>();
const failed = new Map<string, string>();
let mounted = false;
let fontsThere = false;
let show: PageState["show"] = () => {};
/** Counts what was shown, so that what stood there before cannot say that it is ready. */
let showing = 0;

function publish(): void {
  const settled = [...wanted].every((key) => drawn.has(key) || failed.has(key));
  window.__dashpreview = {
    ready: mounted && fontsThere && settled,
    panels: { wanted: wanted.size, drawn: drawn.size, failed: failed.size },
    failures: [...failed].map(([key, message]) => `${key}: ${message}`),
    show,
  };
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
      publish();
      onShow(search);
    };
    publish();
    document.fonts.ready.then(() => {
      fontsThere = true;
      publish();
    });
  },
  /** The page stands, and panels in sight have said that they are to be drawn. */
  mounted(): void {
    const shown = showing;
    afterPaint(() =>
      afterPaint(() => {
        if (shown !== showing) return;
        mounted = true;
        publish();
      }),
    );
  },
  wants(key: string): void {
    wanted.add(key);
    drawn.delete(key);
    failed.delete(key);
    publish();
  },
  drew(key: string): void {
    afterPaint(() => {
      if (wanted.has(key) && !failed.has(key)) drawn.add(key);
      publish();
    });
  },
  failed(key: string, message: string): void {
    failed.set(key, message);
    drawn.delete(key);
    publish();
  },
  /** The panel went away. */
  left(key: string): void {
    wanted.delete(key);
    drawn.delete(key);
    failed.delete(key);
    publish();
  },
};
