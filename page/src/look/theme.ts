import { createTheme, type GrafanaTheme2 } from "@grafana/data";
import { safeColor } from "./safe-color.ts";

export type Mode = "dark" | "light";

/** Grafana's colours and sizes of today. Colours by name are colours and nothing more, whatever a dashboard names. */
export function themeOf(mode: Mode): GrafanaTheme2 {
  const theme = createTheme({ colors: { mode } });
  const getColorByName = (name: string) => safeColor(theme.visualization.getColorByName(name));
  return { ...theme, visualization: { ...theme.visualization, getColorByName } };
}

/** What the reader's system prefers; dark, like Grafana, where it says nothing. */
export function preferredMode(): Mode {
  return window.matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}

/** The theme as CSS variables, for `page.css`. */
export function showTheme(theme: GrafanaTheme2): void {
  const { style, dataset } = document.documentElement;
  const { visualization } = theme;
  const { background, text, border, primary, error, warning, success, info, action } = theme.colors;
  dataset["theme"] = theme.colors.mode;
  style.colorScheme = theme.colors.mode;
  const values: Record<string, string> = {
    canvas: background.canvas,
    primary: background.primary,
    secondary: background.secondary,
    text: text.primary,
    weak: text.secondary,
    faint: text.disabled,
    link: text.link,
    border: border.weak,
    "border-medium": border.medium,
    "border-strong": border.strong,
    accent: primary.main,
    "accent-text": primary.text,
    "accent-border": primary.border,
    error: error.text,
    warning: warning.text,
    success: success.text,
    info: info.text,
    "error-soft": error.transparent,
    "warning-soft": warning.transparent,
    "success-soft": success.transparent,
    "info-soft": info.transparent,
    hover: action.hover,
    selected: action.selected,
    font: theme.typography.fontFamily,
    mono: theme.typography.fontFamilyMonospace,
    shadow: theme.shadows.z3,
    radius: theme.shape.radius.default,
    // As Grafana paints the states of an alert.
    "alert-normal": visualization.getColorByName("green"),
    "alert-pending": visualization.getColorByName("orange"),
    "alert-nodata": visualization.getColorByName("blue"),
    "alert-firing": visualization.getColorByName("red"),
  };
  for (const [name, value] of Object.entries(values)) style.setProperty(`--${name}`, value);
}
