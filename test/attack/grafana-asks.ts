/**
 * What Grafana 12.4 would ask and load when it opens a saved dashboard: a few lines that resolve references as its
 * frontend does (uid before type, names, variables, the default; what lies in prototypes, old schemas and library
 * panels), apart from the code under test.
 */

// biome-ignore lint/suspicious/noExplicitAny: JSON that a test looks into
type Json = any;

/** The data sources of the Grafana that the attack is on. `preview` is ours. */
const world = [
  { uid: "preview", name: "Preview", type: "prometheus" },
  { uid: "prod", name: "Production", type: "prometheus", isDefault: true },
  { uid: "salaries", name: "Salaries", type: "mysql" },
  { uid: "anything", name: "Anything", type: "loki" },
];
const builtIn = ["-- Mixed --", "-- Dashboard --", "-- Grafana --", "__expr__"];

/** Everything that a dashboard asks: uids of data sources, `library:…`, `notes:…`. */
export function grafanaAsks(saved: unknown, kind: "classic" | "v2"): string[] {
  const model = JSON.parse(JSON.stringify(saved)) as Json;
  const asked: string[] = [];
  const variables = new Map<string, string>();
  for (const item of kind === "v2"
    ? list(model.variables)
    : [...list(model.templating?.list), ...list(model.services?.filter?.list)]) {
    const body = kind === "v2" ? item?.spec : item;
    variables.set(body?.name, [body?.current?.value ?? body?.query].flat().map(String)[0] ?? "");
  }
  const resolve = (reference: Json, fallback: Json = undefined): string => {
    const ref = reference ?? fallback;
    let uid = typeof ref === "string" ? ref : ref?.uid;
    const name = /^(?:\$(\w+)|\$\{(\w+)[^}]*\}|\[\[(\w+)[^\]]*\]\])$/.exec(String(uid ?? ""));
    if (name !== null) uid = variables.get(name[1] ?? name[2] ?? name[3]!) ?? uid;
    if (uid === "grafana") return "-- Grafana --";
    if (uid === "-100" || builtIn.includes(uid)) return uid === "-100" ? "__expr__" : uid;
    if (uid === undefined || uid === null || uid === "" || uid === "default")
      return world.find(({ type }) => type === ref?.type)?.uid ?? world.find(({ isDefault }) => isDefault)!.uid;
    return world.find((source) => source.uid === uid || source.name === uid)?.uid ?? `unknown:${uid}`;
  };
  /** As `PanelModel` and object spreads do: `__proto__` becomes the prototype, so that its parts are inherited. */
  const assigned = (...parts: Json[]): Json => {
    const made: Json = {};
    for (const part of parts) for (const name of Object.keys(part ?? {})) made[name] = part[name];
    return made;
  };
  const library = (panel: Json) => {
    if (panel?.libraryPanel) asked.push(`library:${panel.libraryPanel.uid ?? panel.libraryPanel.name}`);
  };
  const ask = (targets: Json, parent: Json) => {
    for (const target of Object.values(targets ?? {}).map((each) => assigned(each))) {
      asked.push(resolve(target.datasource, parent));
      if (target.queryType === "snapshot") asked.push("snapshot");
    }
  };
  if (kind === "v2") {
    for (const element of Object.values(model.elements ?? {}).map((each) => assigned(each))) {
      if (element.kind === "LibraryPanel")
        asked.push(`library:${element.spec?.libraryPanel?.uid ?? element.spec?.libraryPanel?.name}`);
      library(element.spec);
      const targets = list(element.spec?.data?.spec?.queries).map(({ spec }) =>
        assigned({ datasource: { type: spec?.query?.group, uid: spec?.query?.datasource?.name } }, spec?.query?.spec),
      );
      ask(targets, undefined);
    }
    for (const variable of list(model.variables)) {
      const holder = variable.kind === "QueryVariable" ? variable.spec.query : variable;
      if (["QueryVariable", "AdhocVariable", "GroupByVariable"].includes(variable.kind))
        asked.push(resolve({ type: holder.group, uid: holder.datasource?.name }));
      else if (!/^(?:Custom|Constant|Text|Interval|Switch|Datasource)Variable$/.test(variable.kind))
        asked.push(`kind:${variable.kind}`);
    }
    for (const { spec } of list(model.annotations))
      notes(assigned({ enable: spec.enable, builtIn: spec.builtIn, target: spec.query.spec }, spec.legacyOptions), {
        type: spec.query.group,
        uid: spec.query.datasource?.name,
      });
    walkSections(model.layout);
    return asked;
  }
  const panels = (items: Json) => {
    for (const item of list(items)) {
      if (typeof item !== "object" || item === null) continue;
      const panel = assigned(item);
      library(panel);
      if (panel.snapshotData) asked.push("snapshot");
      // Grafana's migrations give a panel without queries an empty one.
      if (panel.type !== "row" && list(panel.targets).length === 0) asked.push(resolve(panel.datasource));
      ask(panel.targets, panel.datasource);
      panels(panel.panels);
    }
  };
  panels(model.panels);
  for (const row of Object.values(model.rows ?? {}) as Json[]) panels(row?.panels);
  if (model.snapshot) asked.push("snapshot");
  for (const item of [...list(model.templating?.list), ...list(model.services?.filter?.list)]) {
    const variable = assigned(item);
    if (["query", "adhoc", "groupby"].includes(variable.type ?? "query")) asked.push(resolve(variable.datasource));
  }
  for (const holder of [model.annotations, ...list(model.pulldowns)]) {
    for (const item of [...list(holder?.list), ...list(holder?.annotations)])
      notes(assigned(item), assigned(item).datasource);
  }
  return asked;

  function notes(annotation: Json, reference: Json) {
    const uid = resolve(annotation.datasource ?? reference);
    const type = annotation.target?.type ?? annotation.type ?? "dashboard";
    asked.push(uid === "-- Grafana --" ? `notes:${type}` : uid);
  }

  function walkSections(value: Json) {
    if (typeof value !== "object" || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === "variables") asked.push("section variables");
      walkSections(inner);
    }
  }
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "object" && item !== null) : [];
}
