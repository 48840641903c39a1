/** A piece of text as it is drawn. */
export interface DrawnText {
  readonly text: string;
  /** `rgb(…)`, as the browser computes it; of text on a canvas as it was set. */
  readonly color: string;
  /** Of the nearest element around it that has one, within the panel. */
  readonly background?: string;
}

/** What a panel shows. */
export interface DrawnPanel {
  readonly title: string;
  /** Texts of elements, in the order of the document. */
  readonly texts: readonly DrawnText[];
  /** Texts on canvases: labels of axes, values in bars. */
  readonly canvas: readonly DrawnText[];
  /** Colours of the legend's marks. */
  readonly icons: readonly string[];
  /** Pixels: of the panel with its frame. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** To be run in a page before its own scripts: keeps what is written on each canvas. */
export const keepCanvasTexts = `(() => {
  const prototype = CanvasRenderingContext2D.prototype;
  const { fillText, clearRect } = prototype;
  prototype.fillText = function (text, ...rest) {
    (this.canvas.drawnTexts ??= []).push({ text: String(text), color: String(this.fillStyle) });
    return fillText.call(this, text, ...rest);
  };
  prototype.clearRect = function (x, y, width, height) {
    if (width >= this.canvas.width && height >= this.canvas.height) this.canvas.drawnTexts = [];
    return clearRect.call(this, x, y, width, height);
  };
  for (const side of ["width", "height"]) {
    const own = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, side);
    Object.defineProperty(HTMLCanvasElement.prototype, side, {
      ...own,
      set(value) { this.drawnTexts = []; own.set.call(this, value); },
    });
  }
})();`;

/** To be run in a page: its panels, Grafana's or ours, as {@link DrawnPanel}. */
export const readPanels = `(() => {
  const prefix = "data-testid Panel header ";
  const clear = (color) => color === "transparent" || /, 0\\)$/.test(color);
  const backgroundOf = (element, panel) => {
    for (let at = element; at !== null && at !== panel; at = at.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(at);
      if (backgroundImage.includes("gradient")) return backgroundImage;
      if (!clear(backgroundColor)) return backgroundColor;
    }
    return undefined;
  };
  const unlike = (color, own) => (color === own ? undefined : color);
  const shown = (element) => {
    const { visibility, opacity } = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    return visibility !== "hidden" && opacity !== "0" && width > 2 && height > 2;
  };
  return [...document.querySelectorAll('section[data-testid^="' + prefix + '"]')].map((panel) => {
    const own = getComputedStyle(panel).backgroundColor;
    const content = panel.querySelector('[data-testid="data-testid panel content"]') ?? panel;
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const text = walker.currentNode.data.replace(/\\s+/g, " ").trim();
      const element = walker.currentNode.parentElement;
      if (text === "" || element.closest("style, script, noscript, title") || !shown(element)) continue;
      const style = getComputedStyle(element);
      const color = element instanceof SVGElement ? style.fill : style.color;
      texts.push({ text, color, background: unlike(backgroundOf(element, content), own) });
    }
    const { x, y, width, height } = panel.getBoundingClientRect();
    return {
      title: panel.dataset.testid.slice(prefix.length),
      texts,
      canvas: [...content.querySelectorAll("canvas")].flatMap((canvas) => canvas.drawnTexts ?? []),
      icons: [...content.querySelectorAll('[data-testid="series-icon"]')].map((icon) => {
        const { backgroundColor, backgroundImage } = getComputedStyle(icon);
        return clear(backgroundColor) ? backgroundImage : backgroundColor;
      }),
      box: { x: Math.round(x), y: Math.round(y + scrollY), width: Math.round(width), height: Math.round(height) },
    };
  });
})()`;
