import { namesSecret } from "../../secrets/known-secrets.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Variables of a CI's runner by which a program could act on later steps, or ask for more tokens, and the inputs of
 * this run.
 */
const ofTheRunner =
  /^(?:ACTIONS|DASHPREVIEW|INPUT|RUNNER_TRACKING)_|^(?:GITHUB|GITEA|FORGEJO)_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$/i;

/**
 * The environment of a build command: the one that this program was started with, without what holds a secret, has the
 * name of one, or belongs to the runner.
 *
 * @param env - the environment for programs that are started: secrets that are known are out of it already.
 */
export function buildEnvironment(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name, value]) => value !== undefined && !ofTheRunner.test(name) && !namesSecret(name.toUpperCase()),
    ),
  );
}
