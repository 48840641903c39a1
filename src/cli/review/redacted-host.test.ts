import { expect, test } from "vitest";
import type { ReviewHost } from "../../ci/hosts/host.ts";
import { redactedHost } from "./redacted-host.ts";

function host(withDeployments: boolean) {
  const seen: unknown[] = [];
  const note = async (...args: unknown[]) => void seen.push(args);
  const inner = {
    name: "GitHub",
    createComment: note,
    updateComment: note,
    setStatus: note,
    ...(withDeployments ? { deployments: { create: note, remove: note } } : {}),
  } as unknown as ReviewHost;
  return { seen, clean: redactedHost(inner, { text: (text) => text.replaceAll("secret", "***") }) };
}

test("redactedHost cleans comments, statuses and addresses of deployments", async () => {
  const { seen, clean } = host(true);
  await clean.createComment(1, "a secret");
  await clean.updateComment(1, 2 as never, "b secret");
  await clean.setStatus({ context: "secret", description: "d secret", url: "https://g/secret" } as never);
  await clean.setStatus({ context: "c", description: "d" } as never);
  await clean.deployments!.create({ environment: "e", url: "https://g/secret" } as never);
  expect(seen).toEqual([
    [1, "a ***"],
    [1, 2, "b ***"],
    [{ context: "***", description: "d ***", url: "https://g/***" }],
    [{ context: "c", description: "d" }],
    [{ environment: "e", url: "https://g/***" }],
  ]);
});

test("redactedHost hands on everything else, and has no deployments where the host has none", () => {
  const { clean } = host(false);
  expect([clean.name, clean.deployments]).toEqual(["GitHub", undefined]);
});
