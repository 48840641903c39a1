import { useId, useState } from "react";
import type { PlaygroundSource } from "../../../../src/report/playground/playground-data.ts";
import type { usePlayground } from "../use-playground.ts";

interface TroubleBarProps {
  readonly source: PlaygroundSource;
  readonly playground: ReturnType<typeof usePlayground>;
}

/** Says why there are no answers, and what to do about it. */
export function TroubleBar({ source, playground }: TroubleBarProps) {
  const { state, giveToken } = playground;
  const { trouble, applied } = state;
  if (source.kind === "none" || source.kind === "page")
    return (
      <p className="pg-trouble" role="status">
        There is no Prometheus, so expressions get no answer; the curves below are the generator's. {source.advice}
      </p>
    );
  if (trouble === "token") return <TokenField onToken={giveToken} />;
  if (trouble === "gone")
    return (
      <p className="pg-trouble" role="alert">
        {source.kind === "serve"
          ? "dashpreview serve does not answer any more. Start it again and load this page anew."
          : `The Prometheus of this page, ${source.url}, does not answer any more: it lasts as long as the command that wrote the page. Run dashpreview report --playground again, and open the new page.`}
      </p>
    );
  if (source.kind === "serve" && applied !== undefined && applied.set.label === undefined)
    return (
      <p className="pg-trouble" role="status">
        There is no Prometheus, so expressions get no answer; the curves below are the generator's. Install Prometheus
        and start dashpreview serve again.
      </p>
    );
  return null;
}

function TokenField({ onToken }: { readonly onToken: (token: string) => void }) {
  const [text, setText] = useState("");
  const id = useId();
  return (
    <p className="pg-trouble" role="alert">
      <label htmlFor={id}>The token that dashpreview serve printed: </label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />{" "}
      <button type="button" disabled={text === ""} onClick={() => onToken(text.trim())}>
        Use it
      </button>
    </p>
  );
}
