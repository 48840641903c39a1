import { expect, test } from "vitest";
import { changedDashboard, documentOf } from "../../test/fixture.ts";
import { withoutLinks } from "./without-links.ts";

const links = [{ title: "Logs", url: "https://example.org/" }];

function linked(untrusted: boolean) {
  const dashboard = changedDashboard();
  const put = (views: typeof dashboard.views) =>
    views.map((view) => ({
      ...view,
      panels: view.panels.map((panel) => ({
        ...panel,
        fieldConfig: {
          defaults: { unit: "s", links, actions: links },
          overrides: [
            {
              matcher: { id: "byName" },
              properties: [
                { id: "links", value: links },
                { id: "unit", value: "s" },
              ],
            },
          ],
        },
      })),
    }));
  const { comparison } = dashboard;
  const before = { ...comparison!.before!, views: put(comparison!.before!.views) };
  return documentOf([{ ...dashboard, views: put(dashboard.views), comparison: { ...comparison!, before } }], {
    untrusted,
  });
}

test("withoutLinks takes addresses of links and actions off every value, before and now, and leaves other settings", () => {
  const text = JSON.stringify(withoutLinks(linked(true)).dashboards);
  expect(text).not.toContain('https://example.org/","');
  expect(text.match(/"links":\[\{"title":"Logs","url":""\}\]/g)?.length).toBeGreaterThan(1);
  expect(text).toContain('{"id":"links","value":[{"title":"Logs","url":""}]}');
  expect(text).not.toContain('"actions"');
  expect(text).toContain('{"id":"unit","value":"s"}]');
  expect(text).toContain('"defaults":{"unit":"s","links":[{"title":"Logs","url":""}]}');
});

test("withoutLinks leaves documents of trusted dashboards as they are", () => {
  const data = linked(false);
  expect(withoutLinks(data)).toBe(data);
});
