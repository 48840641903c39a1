/** `TooltipHoverMode` of `@grafana/ui`, which does not export it: what of a time the tooltip is about. */
export const hoverModes = { xOne: 0, xAll: 1, xyOne: 2 } as const;
