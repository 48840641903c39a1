// The order of the site's pages, by their files in the repository. A test says which file of docs/ is in none.

/** A section: its title, its pages in order, and the folder whose other pages come behind them. */
export const sections = [
  { text: "Start", items: ["site/start.md", "docs/init.md", "docs/setup.md", "docs/agents.md"] },
  {
    text: "Recipes",
    folder: "docs/recipes",
    items: [
      "docs/recipes/README.md",
      "docs/recipes/github.md",
      "docs/recipes/gitlab.md",
      "docs/recipes/forgejo.md",
      "docs/recipes/monorepo-jsonnet.md",
      "docs/recipes/gitlab-self-hosted.md",
      "docs/recipes/grafana-cloud.md",
      "docs/recipes/kubernetes.md",
      "docs/recipes/no-server.md",
      "docs/recipes/alerts.md",
      "docs/recipes/local.md",
      "docs/recipes/other-ci.md",
      "docs/recipes/pictures.md",
      "docs/recipes/cleanup.md",
      "docs/recipes/receivers.md",
      "docs/recipes/scale.md",
    ],
  },
  {
    text: "Data",
    items: ["docs/data-spec.md", "site/editor.md", "docs/inference.md", "docs/packs.md", "docs/import.md"],
  },
  {
    text: "Toolbox",
    items: ["docs/report.md", "docs/rules.md", "docs/serve.md", "docs/relay.md", "docs/live.md", "docs/library.md"],
  },
  {
    text: "Learn PromQL",
    items: [
      "docs/learn/README.md",
      "docs/learn/1-counter-and-rate.md",
      "docs/learn/2-resets-and-stale-markers.md",
      "docs/learn/3-increase-and-extrapolation.md",
      "docs/learn/4-aggregation.md",
      "docs/learn/5-joins.md",
      "docs/learn/6-quantiles.md",
      "docs/learn/7-absent-and-alerts.md",
      "docs/learn/8-native-histograms.md",
    ],
  },
  {
    text: "Reference",
    items: [
      "docs/commands.md",
      "docs/configuration.md",
      "docs/findings.md",
      "docs/forms.md",
      "docs/shown.md",
      "docs/receivers.md",
    ],
  },
  { text: "Security", items: ["docs/security.md", "SECURITY.md", "test/attack/README.md"] },
  {
    text: "Project",
    items: [
      "docs/architecture.md",
      "docs/corpus.md",
      "docs/performance.md",
      "docs/untested.md",
      "docs/releasing.md",
      "CONTRIBUTING.md",
      "CHANGELOG.md",
    ],
  },
  { text: "Decisions", folder: "docs/decisions", items: ["docs/decisions/README.md"] },
];

/** Names in the sidebar for pages whose own title is the section's. */
export const titles = {
  "SECURITY.md": "Threats and defences",
  "docs/recipes/README.md": "All recipes",
  "docs/decisions/README.md": "All decisions",
};

/** Sections of the bar at the top, by their titles; the others are in the sidebar alone. */
export const inBar = ["Start", "Recipes", "Data", "Learn PromQL", "Reference", "Security"];
