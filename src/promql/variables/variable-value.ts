/** A value of a dashboard variable: one text, or several of a variable that takes several. */
export type VariableValue = string | readonly string[];

/** An entry of a variable's list: the drop-down shows `text`, queries get `value`. */
export interface VariableOption {
  readonly text: string;
  readonly value: string;
}
