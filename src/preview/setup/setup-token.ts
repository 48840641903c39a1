import { UsageError } from "../../errors.ts";
import { createToken, deleteToken, listTokens, tokenName, tokenPrefix } from "../../grafana/setup/account-tokens.ts";
import type { ServiceAccount } from "../../grafana/setup/service-account.ts";
import type { SetupOptions } from "./setup-options.ts";
import type { SetupRow } from "./setup-row.ts";

type TokenTask = Pick<
  SetupOptions,
  "grafana" | "place" | "tokenDays" | "renewToken" | "tokenIsMissing" | "deliver" | "dryRun"
>;

/** Whether a token has to be made; if not, what to say about the one that is there. */
export type TokenNeed = { readonly needed: false; readonly row: SetupRow } | { readonly needed: true };

/** How long before its end a token is worth a warning. */
const soonMs = 14 * 86_400_000;

/**
 * Whether a token has to be made, and what to say if not. Read-only, and asked before anything is made.
 *
 * @throws {UsageError} if one has to be made that nobody would get.
 */
export async function needsToken(
  task: TokenTask,
  account: ServiceAccount | undefined,
  nowMs: number,
): Promise<TokenNeed> {
  const { grafana, place, renewToken, tokenIsMissing, deliver, dryRun } = task;
  const tokens = account === undefined ? [] : await listTokens(grafana, account);
  const valid = tokens.filter(({ name, isValid }) => isValid && name.startsWith(tokenPrefix(place)));
  const newest = valid.sort((one, other) => (one.name < other.name ? 1 : -1))[0];
  if (newest !== undefined && !renewToken && !tokenIsMissing) {
    const { expiresAt } = newest;
    const endsSoon = expiresAt !== undefined && Date.parse(expiresAt) - nowMs < soonMs;
    const ends = expiresAt === undefined ? "without an expiry" : `valid until ${expiresAt}`;
    const text = `a token ${placed(place)}, ${ends}`;
    const advice = "run setup again with --renew-token before that";
    return {
      needed: false,
      row: { state: endsSoon ? "warn" : "there", subject: "token", text, ...(endsSoon && { advice }) },
    };
  }
  if (deliver === undefined && !dryRun)
    throw new UsageError(
      "Grafana shows a token once: say where it should go. Next: pass --github, --gitlab or --forgejo, " +
        "--write-env FILE, or --show-token",
    );
  return { needed: true };
}

/** Where a token is for, in a sentence. */
export function placed(place: string): string {
  return place === "by hand" ? "for use by hand" : `for ${place}`;
}

/**
 * Makes a token, has it tried out and handed on, and then deletes older ones for the same place. If that fails, the new
 * one is deleted and the older ones stay.
 *
 * @param prove - tries the token out.
 */
export async function makeToken(
  { grafana, place, tokenDays, deliver }: TokenTask,
  account: ServiceAccount,
  { nowMs, prove }: { readonly nowMs: number; readonly prove: (key: string) => Promise<readonly SetupRow[]> },
): Promise<readonly SetupRow[]> {
  const older = (await listTokens(grafana, account)).filter(({ name }) => name.startsWith(tokenPrefix(place)));
  const name = tokenName(place, nowMs);
  const { id, key } = await createToken(grafana, account, { name, days: tokenDays });
  const expiresAt = new Date(nowMs + tokenDays * 86_400_000).toISOString();
  let proofs: readonly SetupRow[];
  try {
    proofs = await prove(key);
    await deliver?.({ key, name, expiresAt });
  } catch (error) {
    // Even after an interruption: a token that nobody has is of use to nobody but a thief.
    await deleteToken(grafana.withSignal(undefined), account, { id, name });
    throw error;
  }
  for (const token of older) await deleteToken(grafana, account, token);
  const subject = "token";
  const made: SetupRow = { state: "made", subject, text: `a token ${placed(place)}, valid until ${expiresAt}` };
  if (older.length === 0) return [made, ...proofs];
  const gone = `${older.length} older ${older.length === 1 ? "token" : "tokens"} ${placed(place)}`;
  return [made, { state: "removed", subject, text: gone }, ...proofs];
}
