import { createRoot } from "react-dom/client";
import { pageRequest } from "../data/request.ts";
import "../look/page.css";
import "./playground.css";
import { showLinksAsText } from "../look/safe-html.ts";
import { progress } from "../shell/progress.ts";
import { PlaygroundApp } from "./app.tsx";
import { playgroundDocument } from "./data/document.ts";

const root = document.getElementById("root")!;
const data = playgroundDocument();
if (data === undefined) root.textContent = "This page holds nothing: `dashpreview report --playground` fills it.";
else {
  showLinksAsText(true);
  const place = createRoot(root);
  progress.start(() => {});
  place.render(<PlaygroundApp data={data} theme={pageRequest(location.search).theme} />);
}
