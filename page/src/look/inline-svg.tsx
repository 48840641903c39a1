import { icons } from "page:icons";
import type { ReactNode, Ref, SVGProps } from "react";

interface InlineSvgProps extends SVGProps<SVGSVGElement> {
  readonly src: string;
  readonly innerRef?: Ref<SVGSVGElement>;
  readonly loader?: ReactNode;
  readonly cacheRequests?: boolean;
  readonly title?: string;
  readonly preProcessor?: unknown;
  readonly uniquifyIDs?: boolean;
}

/**
 * Stands in for `react-inlinesvg`, which would fetch `…/unicons/NAME.svg`: the drawing comes out of the page. One that
 * the page does not have leaves its room empty.
 */
export function InlineSvg(props: InlineSvgProps) {
  const { src, innerRef, title, loader, cacheRequests, preProcessor, uniquifyIDs, onLoad, onError, ...rest } = props;
  const name = /([\w-]+)\.svg$/.exec(src)?.[1] ?? "";
  const found = Object.hasOwn(icons, name) ? icons[name]! : "";
  const [inner, box] = typeof found === "string" ? [found, "0 0 24 24"] : found;
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: a drawing of the package, chosen by name
    <svg viewBox={box} {...rest} ref={innerRef} dangerouslySetInnerHTML={{ __html: inner }} />
  );
}
