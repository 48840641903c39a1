declare module "page:icons" {
  /** What is inside the `svg` element, with the view box where it is not `0 0 24 24`. */
  export const icons: Readonly<Record<string, string | readonly [string, string]>>;
}

declare module "*.css";

declare module "d3-scale-chromatic" {
  /** `interpolateOranges` and kin: from 0 to 1 to a CSS colour. */
  const schemes: Readonly<Record<string, (share: number) => string>>;
  export = schemes;
}
