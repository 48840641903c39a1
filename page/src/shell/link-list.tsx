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

/** One link; text where the dashboard is not trusted or the address is of another kind than http. */
export function SafeLink({ link: { title, url } }: { readonly link: PageLink }) {
  const { untrusted } = useDashboard();
  const text = title || url || "link";
  if (untrusted || url === undefined || !/^https?:\/\//i.test(url)) return <span>{text}</span>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  );
}
