const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const;

/** With the focus on a panel, arrows move it to the next panel that way. Returns whether it moved. */
export function moveFocus(event: { readonly key: string; readonly target: EventTarget | null }): boolean {
  if (!Object.hasOwn(directions, event.key)) return false;
  const [dx, dy] = directions[event.key as keyof typeof directions];
  const here = event.target;
  if (!(here instanceof HTMLElement) || here.tagName !== "SECTION" || here.closest("[data-panel]") === null)
    return false;
  const from = middle(here);
  let best: { readonly element: HTMLElement; readonly distance: number } | undefined;
  for (const element of document.querySelectorAll<HTMLElement>("[data-panel] section[tabindex]")) {
    const to = middle(element);
    const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
    const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
    if (element === here || along <= 1) continue;
    const distance = along + 2 * aside;
    if (best === undefined || distance < best.distance) best = { element, distance };
  }
  best?.element.focus();
  best?.element.scrollIntoView({ block: "nearest" });
  return best !== undefined;
}

function middle(element: Element): { readonly x: number; readonly y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
