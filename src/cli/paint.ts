/** Colours for a terminal; each function hands its text back unchanged where colours are not wanted. */
export interface Painter {
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
}

/** Select Graphic Rendition codes, ECMA-48 8.3.117. */
export function painter(colours: boolean): Painter {
  const paint = (on: number, off: number) => (text: string) => (colours ? `\x1b[${on}m${text}\x1b[${off}m` : text);
  return { red: paint(31, 39), green: paint(32, 39), yellow: paint(33, 39), dim: paint(2, 22), bold: paint(1, 22) };
}

/**
 * Text from a server, a file or a dashboard, made safe for a terminal and for CI logs: control characters (escape sequences, carriage returns) are
 * shown, not obeyed, and a line cannot begin a workflow command (`::`, `##[`).
 */
export function plainText(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
