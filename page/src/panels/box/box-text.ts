const names: Readonly<Record<string, string>> = {
  alertlist: "Alert list",
  annolist: "Annotations list",
  canvas: "Canvas",
  dashlist: "Dashboard list",
  flamegraph: "Flame graph",
  gettingstarted: "Getting started",
  logs: "Logs",
  news: "News",
  nodeGraph: "Node graph",
  traces: "Traces",
  welcome: "Welcome",
};
/** Of panels that show what only a Grafana with its own state has. */
const elsewhere: Readonly<Record<string, string>> = {
  alertlist: "It lists the alerts of the Grafana that shows the dashboard; a page has none.",
  annolist: "It lists the annotations that Grafana itself keeps; a page has none.",
  dashlist: "It lists the dashboards of the Grafana that shows it; a page has its own only.",
};

/** The name of a panel type that is not drawn here, and a sentence on what it would show; empty where that is plain. */
export function boxText(type: string): { readonly name: string; readonly why: string } {
  return {
    name: Object.hasOwn(names, type) ? names[type]! : type,
    why: Object.hasOwn(elsewhere, type) ? elsewhere[type]! : "",
  };
}
