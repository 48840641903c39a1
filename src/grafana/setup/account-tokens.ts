import { GrafanaError } from "../../errors.ts";
import { asArray, field, numberField, textField } from "../../json/read.ts";
import type { Grafana } from "../grafana.ts";
import type { ServiceAccount } from "./service-account.ts";

/** A token of a service account, without the token itself: Grafana shows that once. */
export interface AccountToken {
  readonly id: number;
  readonly name: string;
  /** ISO 8601; undefined if it never expires. */
  readonly expiresAt: string | undefined;
  /** Neither expired nor revoked. */
  readonly isValid: boolean;
}

const prefix = "dashpreview-setup ";

/**
 * The beginning of the names of setup's tokens for one place: each repository has its own, so that renewing one leaves
 * the others alone.
 *
 * @param place - where the token goes: `github.com/acme/dashboards`.
 */
export function tokenPrefix(place: string): string {
  return `${prefix}${place.slice(0, 120)} `;
}

/** Whether setup made a token, for whatever place. */
export function isSetupToken({ name }: Pick<AccountToken, "name">): boolean {
  return name.startsWith(prefix);
}

/** The name of a new token: unique in the organisation, as Grafana asks for. */
export function tokenName(place: string, nowMs: number): string {
  return `${tokenPrefix(place)}${new Date(nowMs).toISOString()}`;
}

/** All tokens of a service account. */
export async function listTokens(grafana: Grafana, { id, name }: ServiceAccount): Promise<AccountToken[]> {
  const { body } = await grafana.ask({
    method: "GET",
    path: `/api/serviceaccounts/${id}/tokens`,
    doing: `listing the tokens of ${name}`,
  });
  return asArray(body).flatMap((entry) => {
    const [tokenId, tokenName] = [numberField(entry, "id"), textField(entry, "name")];
    if (tokenId === undefined || tokenName === undefined) return [];
    const isValid = field(entry, "hasExpired") !== true && field(entry, "isRevoked") !== true;
    return [{ id: tokenId, name: tokenName, expiresAt: textField(entry, "expiration"), isValid }];
  });
}

/**
 * Makes a token.
 *
 * @throws {GrafanaError} `invalid` with the flag to change if Grafana allows no token to live that long.
 */
export async function createToken(
  grafana: Grafana,
  account: ServiceAccount,
  { name, days }: { readonly name: string; readonly days: number },
): Promise<{ readonly id: number; readonly key: string }> {
  const doing = `making a token of ${account.name}`;
  const path = `/api/serviceaccounts/${account.id}/tokens`;
  const json = { name, secondsToLive: days * 86_400 };
  const { status, body } = await grafana.ask({ method: "POST", path, json, accept: [400], doing });
  if (status === 400)
    throw new GrafanaError(
      `${doing}: 400 (${(textField(body, "message") ?? "no reason").slice(0, 200)}). Grafana may limit how long ` +
        "tokens live (token_expiration_day_limit, api_key_max_seconds_to_live). Next: pass a shorter --token-days",
      { code: "invalid", status },
    );
  const [id, key] = [numberField(body, "id"), textField(body, "key")];
  if (id === undefined || key === undefined || key === "")
    throw new GrafanaError(`${doing}: Grafana's answer holds none`, { code: "unexpected" });
  return { id, key };
}

/** Deletes a token; one that is gone already is no error. */
export async function deleteToken(
  grafana: Grafana,
  account: ServiceAccount,
  { id, name }: Pick<AccountToken, "id" | "name">,
): Promise<void> {
  const path = `/api/serviceaccounts/${account.id}/tokens/${id}`;
  await grafana.ask({ method: "DELETE", path, accept: [404], doing: `deleting the token "${name}"` });
}
