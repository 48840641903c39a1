declare module "page:icons" {
  /** What is inside the `svg` element, with the view box where it is not `0 0 24 24`. */
  export const icons: Readonly<Record<string, string | readonly [string, string]>>;
}

declare module "*.css";
