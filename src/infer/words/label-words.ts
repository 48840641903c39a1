import { innerWords } from "./inner-words.ts";
import { businesses, placeWords } from "./place-words.ts";
import { counted, type LabelWords, split } from "./series-of-words.ts";
import { snakeCase, subjectOf } from "./subject.ts";

const hex = split("1f3a9c 2b81e0 3c5d17 4e9f28 5a06bd 6d72f4 7c11ae 8e4b93");

/**
 * Values that a person would find plausible for a label of a metric.
 *
 * @param metric - whose subject decides what a device or a type is; "" where none is known.
 */
export function labelWords(label: string, metric = ""): LabelWords {
  const name = snakeCase(label);
  const known = placeWords(name, metric) ?? innerWords(name, subjectOf(metric), metric);
  return known ?? { ...guess(name), guessed: true };
}

/** By the end of a name that says what sort of thing it is; else things that a company has. */
function guess(name: string): LabelWords {
  if (/(^|_)(uid|uuid|guid|hash|digest|checksum|md5|sha\d*|commit|token|fingerprint|id)$/.test(name))
    return { usual: hex };
  const date = dateWords(name);
  if (date !== undefined) return { usual: date };
  if (/(^|_)direction$/.test(name)) return { usual: split("in out") };
  if (
    /^(num|number|nr)_|(^|_)(threshold|level|rank|index|position|num|number|count|no|nr|size|bytes|seq|ordinal|pid|tid|vlan|year|hour|day|minute)$/.test(
      name,
    )
  )
    return { usual: counted((number) => String(number)) };
  if (/(^|_)(ms|seconds|time|timestamp|ttl|timeout|interval|period)$/.test(name)) return { usual: split("30 60 300") };
  if (/(^|_)(url|uri|link|href)$/.test(name)) return { usual: split("http://10.0.0.1:8080 http://10.0.0.2:8080") };
  if (/(^|_)(dir|directory|folder|location|root)$/.test(name)) return { usual: split("/data /srv /var/lib") };
  if (/(^|_)(mode|policy|strategy|variant|format|algorithm)$/.test(name))
    return { usual: split("default fast strict") };
  if (/(^|_)(host|hosts|node|server|broker|daemon|member|peer|agent)(_name)?$/.test(name))
    return {
      usual: counted(
        (number) =>
          `${name
            .replace(/_name$/, "")
            .split("_")
            .at(-1)!}-${number}`,
      ),
    };
  return { usual: businesses };
}

/** Seconds of Unix time when something was started or made. */
const dates = [1_788_253_200, 1_788_861_600, 1_789_470_000];

const instant =
  /(^|_)(start|started|creat\w*|boot|build|launch\w*|deploy\w*|updated?|modified|login|begin)_?(time|timestamp|at|ts)(_(ms|millis\w*|s|seconds))?$/;

/** The name says that a label holds an instant, which tables show as a date. */
function dateWords(name: string): readonly string[] | undefined {
  if (!instant.test(name)) return undefined;
  return dates.map((seconds) => String(/_m(s|illis\w*)$/.test(name) ? seconds * 1000 : seconds));
}
