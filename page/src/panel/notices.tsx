import type { DataFrame } from "@grafana/data";
import { Icon, useTheme2 } from "@grafana/ui";

/** What could not be done to a panel's data, in words for the reader. */
export const noticesOf = (frames: readonly DataFrame[]): string[] => [
  ...new Set(frames.flatMap(({ meta }) => (meta?.notices ?? []).map(({ text }) => text))),
];

const line = 22;

/** Pixels that the line of notices takes from a panel. */
export const noticeHeight = (texts: readonly string[]): number => (texts.length === 0 ? 0 : line);

/** One line above a panel's drawing; the whole text is shown when it is pointed at. */
export function Notices({ texts }: { readonly texts: readonly string[] }) {
  const theme = useTheme2();
  if (texts.length === 0) return null;
  const text = texts.join("; ");
  return (
    <p
      role="note"
      title={text}
      style={{
        height: line,
        margin: 0,
        padding: "0 8px",
        fontSize: 12,
        lineHeight: `${line}px`,
        color: theme.colors.warning.text,
        overflow: "hidden",
        textOverflow: "ellipsis",
        whiteSpace: "nowrap",
      }}
    >
      <Icon name="exclamation-triangle" size="sm" /> {text}
    </p>
  );
}
