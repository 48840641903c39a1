import { type RefObject, useEffect, useState } from "react";

/** Pixels beyond the part of the page that is in sight. */
const drawnAhead = 200;

/**
 * True from when the element was near the part of the page that is in sight, or at once with `all`.
 *
 * @param ahead - how near, in pixels. Default: as near as panels are drawn.
 */
export function useInSight(element: RefObject<HTMLElement | null>, all: boolean, ahead = drawnAhead): boolean {
  const [seen, setSeen] = useState(all);
  useEffect(() => {
    if (seen || element.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: `${ahead}px 0px` },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [seen, element, ahead]);
  useEffect(() => {
    const drawAll = () => setSeen(true);
    window.addEventListener("beforeprint", drawAll);
    return () => window.removeEventListener("beforeprint", drawAll);
  }, []);
  return seen || all;
}
