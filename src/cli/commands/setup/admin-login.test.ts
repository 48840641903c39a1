import { expect, test } from "vitest";
import { createRedactor } from "../../../secrets/redactor.ts";
import type { CliContext } from "../../context.ts";
import { adminLogin } from "./admin-login.ts";
import type { SetupRequest } from "./options.ts";

const request = (more: object = {}) => ({ grafanaUrl: "https://grafana.example", ...more }) as SetupRequest;

function somebody(answers: readonly string[]) {
  const asked: { question: string; hidden: boolean }[] = [];
  const left = [...answers];
  const redactor = createRedactor({ secrets: [] });
  const askTerminal = async (question: string, { hidden }: { readonly hidden: boolean }) => {
    asked.push({ question, hidden });
    return left.shift() ?? "";
  };
  return { context: { redactor, askTerminal } as unknown as CliContext, asked, redactor };
}

test("adminLogin asks for user and password, hides the password, and never repeats it", async () => {
  const { context, asked, redactor } = somebody(["ada", "Hu7-geheim-Wort"]);
  expect(await adminLogin(request(), context)).toEqual({ type: "basic", username: "ada", password: "Hu7-geheim-Wort" });
  expect(asked).toEqual([
    { question: "Admin's user name at https://grafana.example (empty: a token): ", hidden: false },
    { question: "Password: ", hidden: true },
  ]);
  expect(redactor.text("login Hu7-geheim-Wort refused")).toBe("login [hidden] refused");
});

test("adminLogin asks for a token if there is no user name", async () => {
  const { context, asked } = somebody(["", " glsa_typed_with_a_blank "]);
  expect(await adminLogin(request(), context)).toEqual({ type: "bearer", token: "glsa_typed_with_a_blank" });
  expect(asked[1]).toEqual({ question: "Token: ", hidden: true });
});

test("adminLogin asks for nothing that it has", async () => {
  const { context, asked } = somebody(["only the password"]);
  const given = await adminLogin(request({ adminUser: "ada", adminPassword: "x" }), context);
  expect(given).toEqual({ type: "basic", username: "ada", password: "x" });
  expect(asked).toEqual([]);
  await adminLogin(request({ adminUser: "ada" }), context);
  expect(asked.map(({ question }) => question)).toEqual(["Password: "]);
  await expect(adminLogin(request({ adminUser: "ada" }), context)).rejects.toThrow("Password: nothing was typed");
});
