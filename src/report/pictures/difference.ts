/**
 * How much of a picture differs from another: pixels of 100, as the eye sees colours and with edges that were only
 * smoothed otherwise left out. Undefined where they have not the same size.
 */
export async function differencePercent(before: Uint8Array, after: Uint8Array): Promise<number | undefined> {
  if (Buffer.compare(before, after) === 0) return 0;
  // A CommonJS package has its names in `default` alone, once it is a part of a bundle that is loaded late.
  const [{ default: pngjs }, { default: pixelmatch }] = await Promise.all([import("pngjs"), import("pixelmatch")]);
  const [one, other] = [pngjs.PNG.sync.read(Buffer.from(before)), pngjs.PNG.sync.read(Buffer.from(after))];
  const { width, height } = one;
  if (width !== other.width || height !== other.height) return undefined;
  const count = pixelmatch(one.data, other.data, undefined, width, height);
  const percent = (100 * count) / (width * height);
  // Never 0 for what differs.
  return count === 0 ? 0 : Math.max(0.01, Math.round(percent * 100) / 100);
}
