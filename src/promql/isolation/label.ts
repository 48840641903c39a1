/** The isolation label, with the value of one preview. */
export interface IsolationLabel {
  readonly name: string;
  readonly value: string;
}

/** The text of the matcher: `dashpreview="p.k.r"`. */
export function matcherText({ name, value }: IsolationLabel): string {
  return `${name}="${value}"`;
}

/** The text before and after an expression that removes the label from its series. */
export function stripTexts({ name }: IsolationLabel): { readonly open: string; readonly close: string } {
  return { open: "label_replace(", close: `, "${name}", "", "", "")` };
}

/**
 * The same for an expression whose series may be native histograms: a Prometheus 2.40 to 2.43 makes zeros of these in
 * `label_replace`. One label has one value, so each sum is of one series; the metric's name goes with it.
 */
export function sumTexts({ name }: IsolationLabel): { readonly open: string; readonly close: string } {
  return { open: `sum without (${name}) (`, close: ")" };
}

/**
 * Checks a label before it is written into queries.
 *
 * @throws {RangeError} if the name is not a valid label name, or the value has characters other than letters, digits
 *   and `_ . : -`.
 */
export function checkLabel({ name, value }: IsolationLabel): void {
  if (!/^[A-Za-z_]\w*$/.test(name))
    throw new RangeError(`label name: expected letters, digits and _, got ${JSON.stringify(name)}`);
  if (!/^[\w.:-]+$/.test(value))
    throw new RangeError(`label value: expected letters, digits and _ . : -, got ${JSON.stringify(value)}`);
}
