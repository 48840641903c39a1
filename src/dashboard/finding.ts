/** The value that each variable of a repeated panel has in one of its copies, by name, the outermost first. */
export type CopyValues = Readonly<Record<string, string>>;

/** A place in a dashboard, as findings name it. A finding about the dashboard as a whole has no field of it. */
export interface FindingPlace {
  /** The panel's title, which may be empty. */
  readonly panel?: string;
  readonly panelId?: number;
  /** The position of the panel among those of the dashboard, from 0: two panels may share an id and a title. */
  readonly panelIndex?: number;
  readonly refId?: string;
  readonly variable?: string;
  readonly annotation?: string;
  /** Of a repeated panel: the copies that this is about. */
  readonly copies?: readonly CopyValues[];
}

/**
 * Something in a dashboard that is not as it should be; a row of JSON output. `check`, `validate`, `up` and `infer`
 * report findings of this form. Rows of `doctor` (about servers, also when all is well) and problems of a data spec
 * (with a position in a file) are not findings: they have no place in a dashboard.
 */
export interface Finding<State extends string = string, Code extends string = string> extends FindingPlace {
  readonly state: State;
  readonly code?: Code;
  /** A sentence without a full stop. */
  readonly reason: string;
  /** The query as it stands in the source. */
  readonly expr?: string;
}
