import { connectForgejo } from "../forgejo/connect-forgejo.ts";
import { connectGitHub } from "../github/connect-github.ts";
import { connectGitLab } from "../gitlab/connect-gitlab.ts";
import type { ConnectHost } from "./ci-host.ts";
import type { HostKind } from "./review-shape.ts";

const table: Readonly<Record<HostKind, ConnectHost>> = {
  forgejo: connectForgejo,
  github: connectGitHub,
  gitlab: connectGitLab,
};

/** Connects to a review's host. Sends nothing yet. The token goes to the address's own server only. */
export const connectHost: ConnectHost = (address, connection) => table[address.kind](address, connection);
