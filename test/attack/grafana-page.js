// What Grafana does with the texts of a saved dashboard when it is opened, in a page: variables are filled in, then Markdown, HTML, colours and cells are
// rendered. The laxest settings are taken: nothing is sanitised, every format is raw, and whatever might be rendered is.
// Given: `marked`, `model` (the saved dashboard), `values` (variables by name), `data` (values that the data of every panel holds: an address, HTML, a style).
(() => {
  const variable = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g;
  const fill = (text) => String(text ?? "").replace(variable, (match, a, b, _c, d) => values[a ?? b ?? d] ?? match);
  const markdown = (text) => marked.parse(text, { gfm: true, breaks: false, pedantic: false });
  const add = (html) => {
    const box = document.createElement("div");
    const range = document.createRange();
    range.selectNode(document.body);
    box.appendChild(range.createContextualFragment(html));
    document.body.appendChild(box);
  };
  // Shown as text by Grafana; rendered here all the same, to see whether that would load. An address in it stays one that can be read.
  const aside = (text) => {
    add(fill(text));
    add(`<div class="aside">${markdown(fill(text))}</div>`);
  };
  const load = (url) => {
    const image = document.createElement("img");
    image.src = url;
    document.body.appendChild(image);
  };
  const paint = (colour) => {
    const box = document.createElement("div");
    box.style.background = colour;
    box.textContent = ".";
    document.body.appendChild(box);
  };
  const links = [];
  const link = (url) => {
    const anchor = document.createElement("a");
    anchor.href = fill(url);
    links.push(anchor.href.baseVal ?? anchor.href);
  };
  const list = (value) => (Array.isArray(value) ? value.filter((item) => item) : []);
  const legend = (format) => String(format ?? "").replace(/\{\{\s*(.+?)\s*\}\}/g, () => data.html);
  const known = [
    "row",
    "timeseries",
    "stat",
    "gauge",
    "bargauge",
    "table",
    "table-old",
    "graph",
    "piechart",
    "barchart",
    "heatmap",
    "histogram",
    "singlestat",
    "state-timeline",
    "status-history",
    "candlestick",
    "trend",
    "xychart",
    "grafana-piechart-panel",
  ];

  // Grafana shows these as text, whatever they hold.
  const shown = [
    "title",
    "displayName",
    "text",
    "label",
    "axisLabel",
    "name",
    "legendFormat",
    "noValue",
    "prefix",
    "postfix",
    "regex",
    "pattern",
    "description",
    "content",
  ];

  const options = (value, path) => {
    if (typeof value === "string") {
      const name = path.at(-1);
      if (shown.includes(name)) return;
      paint(value);
      if (/url|src|image|picture|icon|feed|path|gazetteer/i.test(name) && !path.some((step) => /links$/i.test(step)))
        load(fill(value));
      if (/url$|href/i.test(name)) link(value);
      if (path.at(-1) === "type" || path.at(-1) === "displayMode" || path.at(-1) === "value") {
        if (value === "image") load(data.url);
        if (value === "markdown" || value === "html") add(markdown(data.html));
      }
      if (/styleField$/.test(name) || path.some((step) => /styleField$/.test(step))) paint(data.style);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    if (/styleField$/.test(value.id ?? "") && value.value !== undefined) paint(data.style);
    if (/fetch/.test(value.type ?? "") && value.fetch)
      fetch(fill(value.fetch.url), { mode: "no-cors" }).catch(() => {});
    for (const [name, inner] of Object.entries(value))
      if (name !== "targets" && name !== "panels" && name !== "queries") options(inner, [...path, name]);
  };
  const panel = (node, type, body, own) => {
    if (typeof body.description === "string") add(markdown(fill(body.description)));
    if (type === "text") {
      const old = { mode: node.mode, content: node.content };
      const { mode, content } = own && own.content !== undefined ? own : old;
      const filled = fill(content);
      if (mode === "html") add(filled);
      else if (mode !== "code") add(markdown(filled));
      return;
    }
    for (const step of [...list(body.transformations), ...list(body.data?.spec?.transformations)]) {
      const id = step.group ?? step.spec?.id ?? step.id;
      if (id === "configFromData" || id === "rowsToFields") paint(data.style);
      if (id === "fieldLookup" || id === "spatial")
        fetch((step.options ?? step.spec?.options)?.gazetteer ?? data.url, { mode: "no-cors" }).catch(() => {});
    }
    for (const each of list(body.links)) link(each.url);
    options(node, []);
    if (!known.includes(type))
      for (const text of JSON.stringify(node).match(/"(?:[^"\\]|\\.)*"/g)) load(fill(JSON.parse(text)));
  };
  const annotation = (each) => {
    const all = { ...each, ...each.legacyOptions };
    add(legend(fill(all.titleFormat)));
    add(legend(fill(all.textFormat)));
    for (const mapping of Object.values(all.mappings ?? {}))
      add(mapping.value === undefined ? data.html : fill(mapping.value));
    paint(all.iconColor);
  };
  const panels = (items) => {
    for (const node of list(items)) {
      panel(node, node.type, node, node.options);
      panels(node.panels);
    }
  };
  panels(model.panels);
  for (const row of list(model.rows)) panels(row.panels);
  for (const { spec } of Object.values(model.elements ?? {})) {
    panel(spec, spec.vizConfig?.group, spec, spec.vizConfig?.spec?.options);
  }
  for (const each of [...list(model.annotations?.list), ...list(model.annotations).map(({ spec }) => spec)])
    annotation(each);
  for (const each of [...list(model.templating?.list), ...list(model.variables).map(({ spec }) => spec)])
    aside(each.description);
  aside(model.description);
  for (const each of list(model.links)) {
    link(each.url || "/");
    aside(each.tooltip);
  }
  for (const anchor of document.querySelectorAll("a[href], area[href]"))
    if (anchor.closest(".aside") === null) links.push(anchor.href.baseVal ?? anchor.href);
  for (const box of document.querySelectorAll("details")) box.open = true;
  for (const focusable of document.querySelectorAll("[autofocus], [tabindex]")) focusable.focus();
  window.ran = window.ran ?? [];
  // Done when nothing has moved for a second, and no picture is under way; after 15 seconds in any case.
  let [last, still, rounds] = ["", 0, 0];
  const watch = setInterval(() => {
    const pending = [...document.images].filter((image) => !image.complete).length;
    const now = `${performance.getEntriesByType("resource").length} ${window.ran.length} ${pending}`;
    still = now === last && pending === 0 ? still + 1 : 0;
    last = now;
    if (still < 5 && ++rounds < 75) return;
    clearInterval(watch);
    window.report = {
      ran: window.ran,
      outside: links.filter((url) => !url.startsWith(`${location.origin}/`)),
      text: document.body.textContent,
      tags: [...new Set([...document.body.querySelectorAll("div > *, p *, li *")].map(({ tagName }) => tagName))],
    };
  }, 200);
})();
