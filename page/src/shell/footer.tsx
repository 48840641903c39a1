import { useState } from "react";

/** Who made the page, and of what. */
export function Footer({ generator }: { readonly generator: string }) {
  const [shown, setShown] = useState(false);
  const notices = document.getElementById("dashpreview-notices")?.textContent;
  return (
    <footer className="dp-footer">
      <p>
        Drawn by {generator} without Grafana, with Grafana's components.{" "}
        {notices ? (
          <button type="button" aria-expanded={shown} onClick={() => setShown(!shown)}>
            Licences
          </button>
        ) : null}
      </p>
      {shown ? <pre>{notices}</pre> : null}
    </footer>
  );
}
