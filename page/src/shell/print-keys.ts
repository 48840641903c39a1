/** After so many milliseconds it prints what is there. */
const patience = 30_000;

/**
 * Prints the whole page by Ctrl+P or Cmd+P: panels that were never in sight are drawn first, which the browser itself
 * would not wait for.
 */
export function printWhole(): void {
  const paper = document.createElement("style");
  // As wide as the window, and as high as A4 then is: what is drawn for the window has its place on paper.
  window.addEventListener("beforeprint", () => {
    paper.textContent = `@page { size: ${window.innerWidth}px ${Math.round(window.innerWidth * Math.SQRT2)}px; margin: 0 }`;
    // Grafana's own styles have a size of paper too: the last one counts.
    document.head.append(paper);
  });
  window.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (key.toLowerCase() !== "p" || ctrlKey === metaKey || shiftKey || altKey) return;
    event.preventDefault();
    window.dispatchEvent(new Event("beforeprint"));
    const end = Date.now() + patience;
    const wait = () => {
      if (window.__dashpreview?.ready === true || Date.now() > end) window.print();
      else setTimeout(wait, 50);
    };
    setTimeout(wait, 100);
  });
}
