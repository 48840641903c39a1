import { expect, test } from "vitest";
import { readRelease, staleReferences, withReferences } from "./references.ts";

const released = { owner: "Acme", commit: "0123456789abcdef0123456789abcdef01234567", version: "1.2.3" };

test("every recipe, template and package file names dashpreview as release.json does", () => {
  expect(staleReferences().map(({ path }) => `${path} is stale: run npm run references`)).toEqual([]);
});

test.for([
  ["uses: OWNER/dashpreview@COMMIT", `uses: Acme/dashpreview@${released.commit} # v1.2.3`],
  [
    "uses: https://github.com/OWNER/dashpreview@COMMIT",
    `uses: https://github.com/Acme/dashpreview@${released.commit} # v1.2.3`,
  ],
  [
    "uses: OWNER/dashpreview/.github/workflows/preview.yml@COMMIT",
    `uses: Acme/dashpreview/.github/workflows/preview.yml@${released.commit} # v1.2.3`,
  ],
  [
    "- component: $CI_SERVER_FQDN/OWNER/dashpreview/dashpreview@COMMIT",
    "- component: $CI_SERVER_FQDN/Acme/dashpreview/dashpreview@1.2.3",
  ],
  [
    "remote: https://raw.githubusercontent.com/OWNER/dashpreview/COMMIT/templates/dashpreview.yml",
    `remote: https://raw.githubusercontent.com/Acme/dashpreview/${released.commit}/templates/dashpreview.yml`,
  ],
  [
    "repository: OWNER/dashpreview\n          ref: COMMIT",
    `repository: Acme/dashpreview\n          ref: ${released.commit} # v1.2.3`,
  ],
  ["project: tools/dashpreview\n    ref: COMMIT", `project: tools/dashpreview\n    ref: ${released.commit} # v1.2.3`],
  [
    "https://github.com/OWNER/dashpreview/archive/COMMIT.tar.gz",
    `https://github.com/Acme/dashpreview/archive/${released.commit}.tar.gz`,
  ],
  ["git+https://github.com/OWNER/dashpreview.git", "git+https://github.com/Acme/dashpreview.git"],
  ["image: dashpreview:latest", "image: ghcr.io/acme/dashpreview:1.2.3"],
  [
    "apiVersion: v2\nname: dashpreview\ntype: application\nversion: 0.1.0\nappVersion: 0.1.0\n",
    "apiVersion: v2\nname: dashpreview\ntype: application\nversion: 1.2.3\nappVersion: 1.2.3\n",
  ],
  ["a\n<!-- until published -->\nNothing yet.\n<!-- end -->\nb", "a\nb"],
] as const)("a release writes itself into %j, and the next one into that", ([text, written]) => {
  expect(withReferences(text, released)).toBe(written);
  expect(withReferences(written, released)).toBe(written);
  const next = { owner: "Acme", commit: "f".repeat(40), version: "1.3.0" };
  expect(withReferences(written, next)).toBe(
    written.replaceAll(released.commit, next.commit).replaceAll("1.2.3", "1.3.0"),
  );
});

test("after a release nothing is left of the words that stand for it", () => {
  if (readRelease().version !== null) return;
  const left = staleReferences(released).flatMap(({ path, wanted }) =>
    [...wanted.matchAll(/.*(?:\bOWNER\/|[@/ ]COMMIT\b).*/g)].map(([line]) => `${path}: ${line.trim()}`),
  );
  expect(left).toEqual([]);
});
