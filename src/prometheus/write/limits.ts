/**
 * Mimir's limits by the id of its error, as named in a tenant's overrides. Messages are cut here, and the setting
 * stands at their end.
 *
 * @see https://grafana.com/docs/mimir/latest/manage/mimir-runbooks/#errors-catalog
 * @see https://github.com/grafana/mimir/blob/main/pkg/util/validation/limits.go
 */
const settings: Readonly<Record<string, string>> = {
  "max-series-per-user": "max_global_series_per_user",
  "max-series-per-metric": "max_global_series_per_metric",
  "max-active-series": "max_active_series_per_user",
  "max-label-names-per-series": "max_label_names_per_series",
  "max-label-names-per-info-series": "max_label_names_per_info_series",
  "label-name-too-long": "max_label_name_length",
  "label-value-too-long": "max_label_value_length",
  "max-native-histogram-buckets": "max_native_histogram_buckets",
  "too-far-in-future": "creation_grace_period",
  "too-far-in-past": "past_grace_period",
  "tenant-max-ingestion-rate": "ingestion_rate and ingestion_burst_size",
  "tenant-max-request-rate": "request_rate and request_burst_size",
};

const idPattern = /err-mimir-([a-z-]+)/;

/** The id of Mimir's error, such as `err-mimir-max-series-per-user`; undefined where it names none. */
export function errorIdIn(text: string): string | undefined {
  return idPattern.exec(text)?.[0];
}

/** The limit that a refusal is about, by its name in the receiver's settings. */
export function limitIn(reason: string): string | undefined {
  const id = idPattern.exec(reason)?.[1];
  return id === undefined || !Object.hasOwn(settings, id) ? undefined : settings[id];
}
