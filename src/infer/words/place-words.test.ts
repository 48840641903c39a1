import { expect, test } from "vitest";
import { placeWords, podSuffix } from "./place-words.ts";

test("placeWords gives the n-th pod the name of the n-th service", () => {
  const services = placeWords("service", "")!.usual;
  const pods = placeWords("pod", "")!.usual;
  for (const [index, pod] of pods.entries()) expect(pod.startsWith(`${services[index]}-`)).toBe(true);
});

test("placeWords knows other names for conditions that the usual ones do not satisfy", () => {
  expect(placeWords("namespace", "")?.more).toContain("kube-system");
  expect(placeWords("job", "x")?.more).toContain("kubelet");
});

test("placeWords knows nothing of labels that do not say where something lies", () => {
  expect(placeWords("mode", "")).toBeUndefined();
});

test("podSuffix is a hash of a replica set and one of a pod", () => {
  expect(podSuffix(0)).toBe("6d5f7c9b8d-4xk2p");
  expect(podSuffix(1)).not.toBe(podSuffix(0));
});
