import { ThemeContext } from "@grafana/data";
import { GlobalStyles, IconButton, PortalContainer } from "@grafana/ui";
import { useEffect, useId, useLayoutEffect, useMemo, useState } from "react";
import type { PlaygroundData } from "../../../src/report/playground/playground-data.ts";
import { type Mode, preferredMode, showTheme, themeOf } from "../look/theme.ts";
import { progress } from "../shell/progress.ts";
import { metricPanel } from "./data/panels.ts";
import { QueryEditor } from "./editors/query-editor.tsx";
import { LessonView } from "./parts/lesson-view.tsx";
import { MomentBar } from "./parts/moment-bar.tsx";
import { PanelsView } from "./parts/panels-view.tsx";
import { ResultView } from "./parts/result-view.tsx";
import { SpecPart } from "./parts/spec-part.tsx";
import { TroubleBar } from "./parts/trouble-bar.tsx";
import { servedName, usePlayground } from "./use-playground.ts";

interface PlaygroundAppProps {
  readonly data: PlaygroundData;
  readonly theme: Mode | undefined;
}

/** The playground: lessons and spec on the left, the expression and what it does on the right. */
export function PlaygroundApp({ data, theme: asked }: PlaygroundAppProps) {
  const [mode, setMode] = useState<Mode>(asked ?? data.theme ?? preferredMode());
  const theme = useMemo(() => themeOf(mode), [mode]);
  useLayoutEffect(() => showTheme(theme), [theme]);
  useEffect(() => {
    document.title = "PromQL playground";
    progress.mounted();
  }, []);
  const playground = usePlayground(data);
  const { state, ask, openLesson } = playground;
  const own = data.source.kind === "serve" ? servedName : data.spec?.name;
  const [query, setQuery] = useState("");
  useEffect(() => setQuery(state.query), [state.query]);
  const set = state.applied?.set;
  const metrics = useMemo(() => set?.metrics.map((one) => metricPanel(`metric ${one.name}`, one)) ?? [], [set]);
  const run = () => set && ask(query, set, state.afterMs);
  const pick = useId();
  const index = data.lessons.findIndex(({ id }) => id === state.lesson?.id);
  const toLesson = (id: string) => {
    const found = data.lessons.find((one) => one.id === id);
    if (found === undefined) playground.openOwn();
    else openLesson(found);
  };
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <header className="dp-bar pg-bar-top">
        <h1>PromQL playground</h1>
        <label htmlFor={pick}>Lessons</label>
        <select id={pick} value={state.lesson?.id ?? ""} onChange={(event) => toLesson(event.target.value)}>
          {own === undefined ? null : <option value="">{own}</option>}
          {data.lessons.map(({ id, title }, place) => (
            <option key={id} value={id}>
              {place + 1}. {title}
            </option>
          ))}
        </select>
        <span className="pg-fill" aria-live="polite">
          {state.busy ? "Working …" : ""}
        </span>
        <IconButton
          name="adjust-circle"
          size="lg"
          tooltip={mode === "dark" ? "Use light colours" : "Use dark colours"}
          onClick={() => setMode(mode === "dark" ? "light" : "dark")}
        />
      </header>
      <TroubleBar source={data.source} playground={playground} />
      <main className="pg-main">
        <div className="pg-left">
          {state.lesson === undefined ? null : (
            <LessonView
              key={state.lesson.id}
              lesson={state.lesson}
              number={index + 1}
              current={state.query}
              onQuery={(text, afterMs) => set && ask(text, set, afterMs)}
              onLesson={toLesson}
              others={{ before: data.lessons[index - 1], next: data.lessons[index + 1] }}
            />
          )}
          <SpecPart playground={playground} />
        </div>
        <div className="pg-right">
          <section aria-label="Expression">
            <h2>Expression</h2>
            <QueryEditor value={query} set={set} onChange={setQuery} onSubmit={run} />
            {set === undefined ? null : (
              <MomentBar set={set} afterMs={state.afterMs} onMove={(afterMs) => ask(query, set, afterMs)} />
            )}
            <p className="pg-actions">
              <button type="button" className="pg-primary" disabled={set === undefined} onClick={run}>
                Run
              </button>
              <span className="pg-hint">Ctrl-Enter or Shift-Enter</span>
            </p>
          </section>
          {set === undefined || state.run === undefined ? null : <ResultView run={state.run} set={set} theme={theme} />}
          {set === undefined ? null : (
            <section aria-label="Series">
              <h2>Series</h2>
              {set.metrics.map(({ name, type, help, more }) => (
                <p key={name} className="pg-metric">
                  <code>{name}</code> {type}
                  {help === undefined ? "" : `: ${help}`}
                  {more === 0 ? "" : ` (${more} more series are not drawn)`}
                </p>
              ))}
              <PanelsView panels={metrics} range={set.range} theme={theme} height={200} />
            </section>
          )}
        </div>
      </main>
      <footer className="dp-footer">{data.generator}</footer>
      <PortalContainer />
    </ThemeContext.Provider>
  );
}
