import { Icon } from "@grafana/ui";
import type { PageLink } from "../../../src/report/page-data.ts";
import { useDashboard } from "./dashboard-scope.ts";

/** Links by their titles; where the dashboard is not trusted they lead nowhere. */
export function LinkList({ links }: { readonly links: readonly PageLink[] }) {
  return (
    <ul className="dp-links">
      {links.map((link) => (
        <li key={`${link.title} ${link.url}`}>
          <SafeLink link={link} />
        </li>
      ))}
    </ul>
  );
}

interface SafeLinkProps {
  readonly link: PageLink;
  /** As Grafana shows a dashboard's own links: with a sign. */
  readonly button?: boolean;
}

/** One link; text where the dashboard is not trusted or the address is of another kind than http. */
export function SafeLink({ link: { title, url }, button = false }: SafeLinkProps) {
  const { untrusted } = useDashboard();
  const name = title || url || "link";
  const text = button ? (
    <>
      <Icon name="external-link-alt" />
      {name}
    </>
  ) : (
    name
  );
  if (untrusted || url === undefined || !/^https?:\/\//i.test(url)) return <span>{text}</span>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  );
}
