import moment from "moment";
import { createRoot } from "react-dom/client";
import { pageDocument } from "./data/page-document.ts";
import { pageRequest } from "./data/request.ts";
import { withoutLinks } from "./data/without-links.ts";
import "./alerts/alerts.css";
import "./look/page.css";
import { showLinksAsText } from "./look/safe-html.ts";
import { App } from "./shell/app.tsx";
import { printWhole } from "./shell/print-keys.ts";
import { progress } from "./shell/progress.ts";

// Texts that a dashboard shows as times are read as Grafana reads them, without its library's remarks on the console.
moment.suppressDeprecationWarnings = true;

const root = document.getElementById("root")!;
const data = pageDocument();
if (data === undefined) root.textContent = "This page holds no dashboard: `dashpreview report` puts one in.";
else {
  showLinksAsText(data.untrusted);
  const shown = withoutLinks(data);
  const place = createRoot(root);
  let count = 0;
  const show = (search: string) => place.render(<App key={count++} data={shown} request={pageRequest(search)} />);
  progress.start(show);
  printWhole();
  show(location.search);
  // Only a page that was served while its dashboards are watched: it shows itself anew when they have changed.
  if (data.events !== undefined && location.protocol === "http:")
    new EventSource(data.events).addEventListener("reload", () => location.reload());
}
