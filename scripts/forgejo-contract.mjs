// Makes test/contracts/forgejo-api.json: the part of Gitea's own description of its API that the Forgejo double in
// test/servers is held to. Forgejo's API is Gitea's as far as it is used here; Gitea publishes its description in a Go
// module, which the Go tool downloads: `node scripts/forgejo-contract.mjs`, when the paths or the version change.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { referredTo, withoutProse } from "./api-contract.mjs";
import { isMain, root } from "./steps.mjs";

const source = "code.gitea.io/gitea@v1.27.3";
const file = join(root, "test/contracts/forgejo-api.json");

function main() {
  const { Dir: folder } = JSON.parse(execFileSync("go", ["mod", "download", "-json", source], { encoding: "utf8" }));
  const whole = JSON.parse(readFileSync(join(folder, "templates/swagger/v1_openapi3_json.tmpl"), "utf8"));
  const wanted = JSON.parse(readFileSync(join(root, "test/contracts/forgejo-operations.json"), "utf8"));
  const paths = {};
  for (const operation of wanted) {
    const [method, path] = operation.split(" ");
    const described = whole.paths[path]?.[method.toLowerCase()];
    if (described === undefined) throw new Error(`Gitea's description has no ${operation}`);
    paths[path] = { ...paths[path], [method.toLowerCase()]: withoutProse(described) };
  }
  const components = referredTo(paths, whole.components);
  writeFileSync(file, `${JSON.stringify({ source, paths, components })}\n`);
  process.stdout.write(`${file}: ${wanted.length} operations, ${Math.round(readFileSync(file).length / 1024)} KiB\n`);
}

if (isMain(import.meta.url)) main();
