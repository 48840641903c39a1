import type { FieldDisplay } from "@grafana/data";
import { DataLinksContextMenu } from "@grafana/ui";
import type { MouseEventHandler, ReactElement } from "react";
import { useDashboard } from "../../shell/dashboard-scope.ts";

interface WithLinksProps {
  readonly value: FieldDisplay;
  readonly children: (onClick?: MouseEventHandler<HTMLElement>, className?: string) => ReactElement;
}

/** A value with the menu of its data links; without them where the dashboard is not trusted. */
export function WithLinks({ value, children }: WithLinksProps) {
  const { untrusted } = useDashboard();
  const { hasLinks, getLinks } = value;
  if (untrusted || !hasLinks || getLinks === undefined) return children();
  return (
    <DataLinksContextMenu links={getLinks}>
      {({ openMenu, targetClassName }) => children(openMenu, targetClassName)}
    </DataLinksContextMenu>
  );
}
