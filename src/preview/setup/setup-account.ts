import { GrafanaError } from "../../errors.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import {
  createSetupAccount,
  findSetupAccount,
  type ServiceAccount,
  setupAccount,
} from "../../grafana/setup/service-account.ts";
import type { SetupRow } from "./setup-row.ts";

/** The service account as it is now; undefined in a dry run if it is not there. */
export interface FoundAccount {
  readonly account: ServiceAccount | undefined;
  readonly row: SetupRow;
}

/**
 * Makes the service account unless it is there.
 *
 * @throws {GrafanaError} if it is switched off.
 */
export async function setUpAccount(grafana: Grafana, { dryRun }: { readonly dryRun: boolean }): Promise<FoundAccount> {
  const subject = "account";
  const text = `service account ${setupAccount.name}, role ${setupAccount.role}`;
  const found = await findSetupAccount(grafana);
  if (found === undefined && dryRun) return { account: undefined, row: { state: "would-make", subject, text } };
  if (found === undefined) return { account: await createSetupAccount(grafana), row: { state: "made", subject, text } };
  if (found.isDisabled)
    throw new GrafanaError(
      `the service account ${found.name} is switched off. Next: switch it on in Grafana (Administration, Users and ` +
        "access, Service accounts), or delete it there and run setup again",
      { code: "disabled" },
    );
  if (found.role === setupAccount.role) return { account: found, row: { state: "there", subject, text } };
  return {
    account: found,
    row: {
      state: "warn",
      subject,
      text: `service account ${found.name} has the role ${found.role}, which somebody gave it`,
      advice: `${setupAccount.role} is enough: set it in Grafana (Administration, Users and access, Service accounts)`,
    },
  };
}
