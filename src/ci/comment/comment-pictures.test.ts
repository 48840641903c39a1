import { expect, test } from "vitest";
import { type CommentPictures, pictureDetails, pictureParts } from "./comment-pictures.ts";

const at = (name: string, alt = name, width = 1600) => ({ url: `https://host.example/${name}.png`, width, alt });
const pictures: CommentPictures = {
  overview: [at("api"), at("jobs")],
  panels: [
    { title: "Rate", dashboard: "API", before: at("old"), after: at("new"), differencePercent: 3.4 },
    { title: "Load", dashboard: "API", after: at("load", "load", 320) },
    { title: "Gone", dashboard: "API", before: at("gone") },
    { title: "Same", dashboard: "API", before: at("old"), after: at("old"), differencePercent: 0 },
  ],
  more: 2,
  moved: 1,
};
const write = (shown: CommentPictures, detail = pictureDetails[0]!) => pictureParts(shown, detail).join("\n\n");

test("pictureParts shows the overview, folds other dashboards and changed panels, and counts the rest", () => {
  const text = write({ ...pictures, pageUrl: "https://pages.example/report.html" });
  const [first] = text.split("\n\n");
  expect(first).toBe('<img src="https://host.example/api.png" alt="api" width="800">');
  expect(text).toContain("<details><summary>1 dashboard more</summary>");
  expect(text).toContain("<details><summary>4 changed panels, before and after</summary>");
  expect(text).toContain(
    "**Rate** in API: 3 % of the picture differ\n\n<table><tr><th>Before</th><th>After</th></tr><tr>" +
      '<td><img src="https://host.example/old.png" alt="old" width="400"></td>' +
      '<td><img src="https://host.example/new.png" alt="new" width="400"></td></tr></table>',
  );
  expect(text).toContain("**Load** in API: new\n\n<img");
  expect(text).toContain('alt="load" width="320"');
  expect(text).toContain("**Gone** in API: removed");
  expect(text).toContain("**Same** in API: changed, and looks the same");
  expect(text).toContain("… and 2 changed panels more without a picture here.");
  expect(text).toContain("1 panel looks different though nothing of it changed: only the data moved.");
  expect(text).toContain("[All panels on one page](<https://pages.example/report.html>)");
});

test("pictureParts with fewer pictures counts those that it leaves out, and ends with none", () => {
  expect(write(pictures, { overviews: 1, panels: 1 })).toContain("… and 5 changed panels more without a picture here.");
  expect(write(pictures, pictureDetails.at(-1)).trim()).toBe("");
});

test("pictureParts says of pictures without changed panels that only the data moved", () => {
  const text = write({ ...pictures, panels: [], more: 0, moved: 3 });
  expect(text).toContain("3 panels look different though nothing of them changed: only the data moved.");
  expect(text).not.toContain("before and after");
});

test("pictureParts lets no title or alternative text become HTML, Markdown, a mention or a reference", () => {
  const bad = '"><img src=x onerror=alert(1)>\n\n</td></details> @acme #12 ![x](https://evil.example) `';
  const text = write({
    ...pictures,
    overview: [at("api", bad)],
    panels: [{ title: bad, dashboard: bad, before: at("old", bad), after: at("new", bad) }],
  });
  expect(text.match(/<img /g)).toHaveLength(3);
  expect(text).not.toMatch(/onerror=alert\(1\)>|@acme|#12\b|!\[x\]/);
  const alt = /^<img src="[^"]*" alt="([^"]*)" width="800">$/m.exec(text)?.[1];
  expect(alt).toContain("&#34;&gt;&lt;img src=x");
  expect(alt).not.toContain("\n");
});

const place = (scenario: string, group: string, title = "API") => ({ in: { scenario, group, title } });

test("pictureParts shows the scenarios of a dashboard side by side, and those of a panel below one another", () => {
  const text = write({
    overview: [
      { ...at("ahealthy"), ...place("healthy", "a") },
      { ...at("aincident"), ...place("incident", "a") },
      { ...at("bhealthy"), ...place("healthy", "b", "Jobs") },
      { ...at("bincident"), ...place("incident", "b", "Jobs") },
    ],
    panels: [
      {
        ...{ title: "Rate", dashboard: "API · healthy", before: at("old"), after: at("new"), differencePercent: 3.4 },
        ...place("healthy", "a1"),
      },
      { title: "Rate", dashboard: "API · incident", after: at("newincident"), ...place("incident", "a1") },
      { title: "Load", dashboard: "API · healthy", before: at("load"), ...place("healthy", "a2") },
    ],
    more: 0,
    moved: 0,
  });
  const image = (name: string) => `<img src="https://host.example/${name}.png" alt="${name}" width="400">`;
  expect(text.split("\n\n<details>")[0]).toBe(
    "**API**\n\n<table><tr><th>healthy</th><th>incident</th></tr>" +
      `<tr><td>${image("ahealthy")}</td><td>${image("aincident")}</td></tr></table>`,
  );
  expect(text).toContain("<details><summary>1 dashboard more</summary>\n\n**Jobs**\n\n<table><tr><th>healthy</th>");
  expect(text).toContain(
    "**Rate** in API, healthy: 3 % of the picture differ; incident: new\n\n" +
      "<table><tr><th></th><th>Before</th><th>After</th></tr>" +
      `<tr><th>healthy</th><td>${image("old")}</td><td>${image("new")}</td></tr>` +
      `<tr><th>incident</th><td></td><td>${image("newincident")}</td></tr></table>`,
  );
  expect(text).toContain("**Load** in API, healthy: removed");
});

test("pictureParts shows three scenarios in two rows, and one alone as wide as any dashboard", () => {
  const three = ["day", "night", "storm"].map((name) => ({ ...at(name), ...place(name, "a") }));
  const table = pictureParts({ ...pictures, overview: three, panels: [] }, pictureDetails[0]!)[0]!;
  expect(table.match(/<tr>/g)).toHaveLength(4);
  expect(table).toContain("<tr><th>storm</th></tr>");
  const alone = { ...pictures, overview: three.slice(0, 1), panels: [] };
  expect(pictureParts(alone, pictureDetails[0]!)[0]).toBe(
    '**API**, day\n\n<img src="https://host.example/day.png" alt="day" width="800">',
  );
});
