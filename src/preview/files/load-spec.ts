import { existsSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { parseSpec, type SpecDocument } from "../../data-spec/read/parse.ts";
import type { ReadRecording } from "../../data-spec/replay/recordings.ts";
import { UsageError } from "../../errors.ts";
import { readPlainFile } from "../../system/plain-file.ts";
import { configurationFiles, kindOfFile } from "./configuration-file.ts";
import { foldersUpTo, locate, shownPath } from "./find-files.ts";
import { recordingReader } from "./read-recording.ts";

/** A data spec and the file that it came from. */
export interface LoadedSpec {
  /** Relative to the working folder where it lies below it. */
  readonly file: string;
  readonly document: SpecDocument;
  /** Reads the files of recorded values that it names; undefined: it has none. */
  readonly readFile?: ReadRecording;
}

const maxSpecBytes = 1024 * 1024;
/** The names of a configuration; a data spec may have them too. */
const isConfigurationName = /^dashpreview\.ya?ml$/i;

/** Where data specs are looked for, and how they are parsed. */
interface SpecPaths {
  readonly cwd: string;
  /** Runs the parser. */
  readonly blocking: <Result>(action: () => Result) => Result;
}

/** The data specs of a run, each read once. */
export interface SpecLoader {
  /**
   * Reads a spec that was named.
   *
   * @throws {UsageError} if it is missing or a configuration. {@link SpecError}
   */
  load(path: string): LoadedSpec;
  /**
   * The spec of a dashboard: `x.data.yaml` beside it, then `dashpreview.yaml` beside it or in a folder above, up to the
   * working folder. A configuration of that name is passed over.
   */
  find(path: string, source: SourceDashboard): LoadedSpec | undefined;
  /** Everything that was read. */
  all(): readonly LoadedSpec[];
}

/** A loader that has read nothing yet. */
export function createSpecLoader({ cwd, blocking }: SpecPaths): SpecLoader {
  const specs = new Map<string, LoadedSpec>();
  const configurations = new Map<string, boolean>();
  const readText = (path: string) =>
    readPlainFile(path, { file: shownPath(path, cwd), what: "a data spec", maxBytes: maxSpecBytes });
  const isConfiguration = (path: string): boolean => {
    if (!isConfigurationName.test(basename(path)) || specs.has(path)) return false;
    const known = configurations.get(path) ?? blocking(() => kindOfFile(readText(path))) === "configuration";
    configurations.set(path, known);
    return known;
  };
  const load = (path: string): LoadedSpec => {
    const known = specs.get(path);
    if (known !== undefined) return known;
    const file = shownPath(path, cwd);
    const text = readText(path);
    if (isConfiguration(path))
      throw new UsageError(
        `${file}: a configuration, not a data spec; dashpreview validate --config ${file} checks it and what it names`,
      );
    const readFile = recordingReader(path);
    const spec = { file, readFile, document: blocking(() => parseSpec(text, { file, readFile })) };
    specs.set(path, spec);
    return spec;
  };
  return {
    load: (path) => load(locate(path, cwd)),
    find(path, { holding }) {
      const folder = dirname(path);
      const places = holding?.place === undefined ? [path] : [holding.place, path];
      const beside = places
        .map((place) => basename(place, extname(place)))
        .flatMap((stem) => ["yaml", "yml", "json"].map((ending) => join(folder, `${stem}.data.${ending}`)));
      const above = foldersUpTo(folder, resolve(cwd)).map((one) => join(one, configurationFiles[0]));
      const found = [...beside, ...above].find(
        (candidate) => existsSync(candidate) && !isConfiguration(locate(candidate, cwd)),
      );
      return found === undefined ? undefined : load(locate(found, cwd));
    },
    all: () => [...specs.values()],
  };
}
