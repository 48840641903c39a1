// What a page of `dashpreview report` shows, panel by panel, and what is wrong with it. Used by `npm run corpus:pages`
// and by tests.

/**
 * Waits until the page of a dashboard is drawn, and looks at it.
 *
 * @param page - of Playwright, open on a page with `?all=1`.
 * @param dashboard - which one of the page is shown, from 0.
 * @returns `{ types, faults }`: the number of panels of each type, and a sentence for each thing that is wrong.
 */
export async function lookOver(page, { dashboard = 0, timeoutMs = 60_000 } = {}) {
  // Playwright's own waiting needs eval, which the page forbids.
  for (const end = Date.now() + timeoutMs; !(await page.evaluate("window.__dashpreview?.ready === true")); ) {
    if (Date.now() > end) throw new Error(`the page was not drawn within ${timeoutMs / 1000} s`);
    await page.waitForTimeout(50);
  }
  const { failures, overflow, panels } = await page.evaluate(look, dashboard);
  const faults = failures.map((failure) => `panel ${failure}`);
  if (overflow > 0) faults.push(`the page is ${overflow} px wider than the window`);
  const types = {};
  for (const { key, title, type, fault } of panels) {
    types[type] = (types[type] ?? 0) + 1;
    if (fault !== undefined) faults.push(`${key} (${type}, "${title}"): ${fault}`);
  }
  return { types, faults };
}

/** Runs in the page. */
function look(shown) {
  const { shared = [], dashboards } = JSON.parse(document.getElementById("dashpreview-data").textContent);
  const whole = dashboards[shown].views.flatMap((view) => view.panels).map((one) => shared[one] ?? one);
  const ofKey = new Map(whole.map((panel) => [panel.key, panel]));
  const panels = [...document.querySelectorAll("[data-panel]")].map((element) => {
    const panel = ofKey.get(element.dataset.panel);
    const { key, title, type, state } = panel;
    return { key, title, type, fault: state === "ok" ? faultOf(element, panel) : undefined };
  });
  const { scrollWidth, clientWidth } = document.documentElement;
  return { failures: window.__dashpreview.failures, overflow: scrollWidth - clientWidth, panels };

  function faultOf(element, panel) {
    const { type, options } = panel;
    const content = element.querySelector("[data-testid='data-testid panel content']") ?? element;
    const note = content.querySelector(".dp-panel-note");
    if (note !== null)
      return `its queries have data, and it says "${note.textContent.replace(/\s+/g, " ").slice(0, 200)}"`;
    const { scrollWidth: wide, clientWidth: room } = content;
    if (wide > room + 1) return `its content is ${wide - room} px wider than the panel`;
    const plots = [...content.querySelectorAll(".uplot")];
    // Where all cells hold the same, shades of opacity let all of them through, in Grafana too.
    const transparent = type === "heatmap" && options.color?.mode === "opacity";
    if (!transparent && !drawsNothing(panel) && plots.some((plot) => !painted(plot))) return "its plot is empty";
    const marks = content.querySelectorAll("svg path, svg rect, svg circle, img").length + plots.length;
    if (marks === 0 && content.textContent.trim() === "") return "it shows nothing";
    return undefined;
  }

  /** Where nothing of the data can be seen in Grafana either: beyond the axis, without width, one sample without a point. */
  function drawsNothing({ type, fieldConfig: { defaults }, targets, transformations }) {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, custom = {} } = defaults;
    const series = targets.flatMap((target) => target.series.map(({ values = [] }) => values.map(Number)));
    const numbers = series.map((values) => values.filter((value) => Number.isFinite(value)));
    // Shares are drawn from 0 to 1 whatever the axis shows.
    if (custom.stacking?.mode === "percent" && max > 10) return true;
    if (numbers.flat().every((value) => value > max || value < min)) return true;
    // What a transformation makes of values within the axis may lie beyond it: a sum of shares.
    if (type === "stat" && transformations.length > 0 && Number.isFinite(max)) return true;
    if (type !== "timeseries") return false;
    if (custom.lineWidth === 0 && numbers.flat().every((value) => value === 0)) return true;
    return custom.showPoints === "never" && numbers.every((values) => values.length < 2);
  }

  /** Whether there is more than a grid on a plot's canvas: lines of a grid let nearly everything through. */
  function painted(plot) {
    const canvas = plot.querySelector("canvas");
    const over = plot.querySelector(".u-over");
    if (canvas === null || over === null) return false;
    const scale = canvas.width / canvas.getBoundingClientRect().width;
    const [outer, inner] = [canvas.getBoundingClientRect(), over.getBoundingClientRect()];
    // A line at zero lies on the lower edge.
    const edge = 2;
    const [left, top] = [inner.left - outer.left, inner.top - outer.top].map((at) => Math.round(at * scale) - edge);
    const [width, height] = [inner.width, inner.height].map((size) => Math.round(size * scale) + 2 * edge);
    if (width < 1 || height < 1) return false;
    // A canvas that was read itself may be shown empty from then on.
    const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    copy.drawImage(canvas, left, top, width, height, 0, 0, width, height);
    const { data: pixels } = copy.getImageData(0, 0, width, height);
    for (let i = 0; i < pixels.length; i += 4) {
      const [red, green, blue, alpha] = pixels.subarray(i, i + 4);
      if (alpha > 60) return true;
      // A pale area without a line lets as much through as the grid, which is grey.
      if (alpha > 8 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60) return true;
    }
    return false;
  }
}
