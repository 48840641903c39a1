/** Asks Grafana's API: a POST where there is a body. */
export type Ask = <T>(path: string, body?: unknown, method?: "DELETE") => Promise<T>;

/** A rule as Grafana's provisioning has it. */
export interface WrittenRule {
  readonly uid: string;
  readonly title: string;
  readonly condition: string;
  readonly noDataState?: string;
  readonly execErrState?: string;
  readonly missing_series_evals_to_resolve?: number;
  readonly data: readonly { readonly datasourceUid: string; readonly [key: string]: unknown }[];
}

/** The same as Grafana's API takes it, asking one data source. */
export function askRule(rule: WrittenRule, source: string) {
  return {
    ...{ title: rule.title, condition: rule.condition },
    ...{ no_data_state: rule.noDataState, exec_err_state: rule.execErrState },
    missing_series_evals_to_resolve: rule.missing_series_evals_to_resolve,
    data: rule.data.map((one) => (one.datasourceUid === "__expr__" ? one : { ...one, datasourceUid: source })),
  };
}
