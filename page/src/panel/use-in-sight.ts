import { type RefObject, useEffect, useState } from "react";

/** True from when the element was near the part of the page that is in sight, or at once with `all`. */
export function useInSight(element: RefObject<HTMLElement | null>, all: boolean): boolean {
  const [seen, setSeen] = useState(all);
  useEffect(() => {
    if (seen || element.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: "200px 0px" },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [seen, element]);
  useEffect(() => {
    const drawAll = () => setSeen(true);
    window.addEventListener("beforeprint", drawAll);
    return () => window.removeEventListener("beforeprint", drawAll);
  }, []);
  return seen || all;
}
