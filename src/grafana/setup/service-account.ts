import { GrafanaError } from "../../errors.ts";
import { asArray, field, numberField, textField } from "../../json/read.ts";
import { documentation } from "../../system/documentation.ts";
import type { Grafana } from "../grafana.ts";

/**
 * The name of the service account that setup makes. It proves who made it: Grafana keeps no other mark of an account,
 * and people who follow older instructions call theirs `dashpreview`.
 */
export const setupAccount = { name: "dashpreview-setup", role: "Viewer" } as const;

/** A service account, as Grafana lists it. */
export interface ServiceAccount {
  readonly id: number;
  readonly name: string;
  /** `None`, `Viewer`, `Editor` or `Admin`. */
  readonly role: string;
  readonly isDisabled: boolean;
}

const doing = `looking for the service account ${setupAccount.name}`;

/**
 * The service account that setup makes; undefined if it is not there.
 *
 * @throws {GrafanaError} `no-service-accounts` if this Grafana has none at all.
 */
export async function findSetupAccount(grafana: Grafana): Promise<ServiceAccount | undefined> {
  const { status, body } = await grafana.ask({
    method: "GET",
    path: "/api/serviceaccounts/search",
    // Of names that contain this one there may be many.
    query: { query: setupAccount.name, perpage: 1000 },
    accept: [404],
    doing,
  });
  if (status === 404)
    throw new GrafanaError(
      `${doing}: Grafana has no service accounts (404): they are switched off, or it is older than 9.1. Next: switch ` +
        `them on or update Grafana, or make a token by hand: ${documentation("setup", "by-hand")}`,
      { code: "no-service-accounts", status },
    );
  return asArray(field(body, "serviceAccounts"))
    .flatMap(readAccount)
    .find(({ name }) => name === setupAccount.name);
}

/**
 * Makes the service account.
 *
 * @throws {GrafanaError} if Grafana refuses, also if another run made it meanwhile.
 */
export async function createSetupAccount(grafana: Grafana): Promise<ServiceAccount> {
  const making = `making the service account ${setupAccount.name}`;
  const { body } = await grafana.ask({
    method: "POST",
    path: "/api/serviceaccounts",
    json: setupAccount,
    doing: making,
  });
  const [made] = readAccount(body);
  if (made === undefined) throw new GrafanaError(`${making}: Grafana's answer names none`, { code: "unexpected" });
  return made;
}

/** Deletes a service account with all of its tokens and its rights. */
export async function deleteAccount(grafana: Grafana, { id, name }: ServiceAccount): Promise<void> {
  const deleting = `deleting the service account ${name}`;
  await grafana.ask({ method: "DELETE", path: `/api/serviceaccounts/${id}`, accept: [404], doing: deleting });
}

function readAccount(entry: unknown): ServiceAccount[] {
  const [id, name] = [numberField(entry, "id"), textField(entry, "name")];
  if (id === undefined || name === undefined) return [];
  return [{ id, name, role: textField(entry, "role") ?? "", isDisabled: field(entry, "isDisabled") === true }];
}
