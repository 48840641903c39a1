import type { FieldDisplay } from "@grafana/data";
import { DataLinksContextMenu } from "@grafana/ui";
import type { MouseEventHandler, ReactElement } from "react";

interface WithLinksProps {
  readonly value: FieldDisplay;
  readonly children: (onClick?: MouseEventHandler<HTMLElement>, className?: string) => ReactElement;
}

/** A value with the menu of its data links. */
export function WithLinks({ value, children }: WithLinksProps) {
  const { hasLinks, getLinks } = value;
  if (!hasLinks || getLinks === undefined) return children();
  return (
    <DataLinksContextMenu links={getLinks}>
      {({ openMenu, targetClassName }) => children(openMenu, targetClassName)}
    </DataLinksContextMenu>
  );
}
