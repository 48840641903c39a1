/** What Grafana draws where a colour is missing. */
const fallback = "#808080";
const plain = /^(?:#[\da-f]{3,8}|[a-z][a-z-]{0,40}|(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\([\d.,%\s/+-]{1,80}\))$/i;

/** A colour as CSS takes it; grey for what could be more than a colour, such as `url(…)`. */
export function safeColor(color: string): string {
  return plain.test(color) ? color : fallback;
}
