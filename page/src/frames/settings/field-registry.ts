import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  type Field,
  type FieldConfigOptionsRegistry,
  type FieldConfigPropertyItem,
  type FieldConfigSource,
  FieldType,
  identityOverrideProcessor,
  numberOverrideProcessor,
  Registry,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  valueMappingsOverrideProcessor,
} from "@grafana/data";

type Process = FieldConfigPropertyItem["process"];

interface Standard {
  readonly process: Process;
  readonly appliesTo?: (field: Field) => boolean;
  readonly fillsIn?: boolean;
}

/** Every field has a copy: an override for a part of a setting (`custom.footer.reducers`) must not reach other fields. */
const ownCopy: Process = (value: unknown) => structuredClone(value);

const ofNumbers = (field: Field) => field.type === FieldType.number;
const notOfTime = (field: Field) => field.type !== FieldType.time;

/** Settings for all fields that Grafana gives to some only: the axis of time has not the label of values. */
const customFields: Readonly<Record<string, Standard["appliesTo"]>> = {
  axisLabel: ({ type }) => type !== FieldType.time && type !== FieldType.string,
  scaleDistribution: ofNumbers,
  stacking: ofNumbers,
  lineStyle: ofNumbers,
  spanNulls: notOfTime,
  insertNulls: notOfTime,
};

function appliesOnlyTo(path: string): Pick<Standard, "appliesTo"> {
  const appliesTo = Object.hasOwn(customFields, path) ? customFields[path] : undefined;
  return appliesTo === undefined ? {} : { appliesTo };
}

const standard: Readonly<Record<string, Standard>> = {
  displayName: { process: displayNameOverrideProcessor as Process, fillsIn: true },
  unit: { process: stringOverrideProcessor as Process },
  fieldMinMax: { process: booleanOverrideProcessor as Process, appliesTo: ofNumbers },
  min: { process: numberOverrideProcessor as Process, appliesTo: ofNumbers },
  max: { process: numberOverrideProcessor as Process, appliesTo: ofNumbers },
  decimals: { process: numberOverrideProcessor as Process, appliesTo: ofNumbers },
  noValue: { process: stringOverrideProcessor as Process, fillsIn: true },
  color: { process: identityOverrideProcessor as Process },
  mappings: {
    process: valueMappingsOverrideProcessor as Process,
    appliesTo: notOfTime,
  },
  thresholds: { process: thresholdsOverrideProcessor as Process },
  links: { process: dataLinksOverrideProcessor as Process },
  filterable: { process: booleanOverrideProcessor as Process },
};

/**
 * The settings that a panel's fields may have: Grafana's own, and of a panel type (`custom.lineWidth`) those that the
 * panel names. Actions are no settings here: a page sends nothing.
 */
export function fieldRegistry({ defaults, overrides }: FieldConfigSource): FieldConfigOptionsRegistry {
  const paths = new Set(Object.keys(defaults.custom ?? {}));
  for (const { id } of overrides.flatMap(({ properties }) => properties))
    if (typeof id === "string" && id.startsWith("custom.")) paths.add(id.slice("custom.".length));
  return new Registry(() => [
    ...Object.entries(standard).map(([id, how]) => item(id, id, how)),
    ...[...paths].map((path) => item(`custom.${path}`, path, { process: ownCopy, ...appliesOnlyTo(path) })),
  ]);
}

function item(id: string, path: string, { process, appliesTo, fillsIn }: Standard): FieldConfigPropertyItem {
  const nothing = () => null;
  return {
    id,
    path,
    name: id,
    isCustom: id !== path,
    process,
    shouldApply: appliesTo ?? (() => true),
    settings: fillsIn === true ? { expandTemplateVars: true } : {},
    editor: nothing,
    override: nothing,
  };
}
