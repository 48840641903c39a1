import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** What the doubles of all hosts have in common. */
export interface HostDouble {
  /** The web server's address, with its sub-path. */
  readonly url: string;
  readonly token: string;
  /** Requests so far, as `METHOD path`. */
  readonly requests: string[];
  /** Requests that the host would refuse, and answers that it would not give. Must stay empty. */
  readonly violations: string[];
  /** Every request is answered with this status. */
  down: number | undefined;
  stop(): Promise<void>;
}

/** A request whose token is right. */
export interface HostRequest {
  readonly method: string;
  readonly url: URL;
  /** Undefined where there is none; of a form its fields, see {@link FormUpload}. */
  readonly body: unknown;
  /** Content type of the body, without parameters. */
  readonly type: string;
  readonly accept: string;
}

/** A file of a form (`multipart/form-data`). */
export interface FormUpload {
  readonly filename: string;
  readonly type: string;
  readonly content: Buffer;
}

/** A text is sent as it is, anything else as JSON. */
export interface HostAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What {@link startHostDouble} needs. */
export interface HostDoubleSetup {
  readonly token: string;
  /** Of the web server. Default none. */
  readonly subPath?: string;
  /** What the host says to a wrong token. */
  readonly unauthorized: string;
  answer(request: HostRequest): HostAnswer;
}

/**
 * Starts the server of a double on a free loopback port: it knows the token, may be down, and remembers every request.
 */
export async function startHostDouble({
  token,
  subPath = "",
  unauthorized,
  answer,
}: HostDoubleSetup): Promise<HostDouble> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      double.violations.push(`the double failed: ${String(error)}`);
      response.writeHead(599).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const double: HostDouble = {
    url: `${origin}${subPath}`,
    token,
    requests: [],
    violations: [],
    down: undefined,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return double;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", origin);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const whole = Buffer.concat(chunks);
    const method = request.method ?? "GET";
    double.requests.push(`${method} ${url.pathname}`);
    const { authorization, accept = "" } = request.headers;
    if (double.down !== undefined) return send(response, { status: double.down, body: { message: "down" } });
    if (authorization !== `Bearer ${token}`) return send(response, { status: 401, body: { message: unauthorized } });
    const type = request.headers["content-type"] ?? "";
    const form = /^multipart\/form-data; boundary=([\w-]{1,90})$/.exec(type);
    const body =
      whole.length === 0 ? undefined : form === null ? (JSON.parse(whole.toString("utf8")) as unknown) : parseForm();
    send(response, answer({ method, url, body, type: type.split(";")[0]!, accept }));

    function parseForm(): Record<string, FormUpload> {
      const fields = readForm(whole, form![1]!);
      if (fields === undefined) double.violations.push(`${method} ${url.pathname}: the form is not as RFC 7578 has it`);
      return fields ?? {};
    }
  }
}

/** The one file of a form; undefined if its parts are not as they must be. */
function readForm(body: Buffer, boundary: string): Record<string, FormUpload> | undefined {
  const [head, foot] = [body.indexOf("\r\n\r\n"), body.lastIndexOf(`\r\n--${boundary}--\r\n`)];
  const lines = body.subarray(0, Math.max(0, head)).toString("latin1").split("\r\n");
  const [, field, filename] =
    /^Content-Disposition: form-data; name="(\w+)"; filename="([\w.-]+)"$/.exec(lines[1] ?? "") ?? [];
  const type = /^Content-Type: (\w+\/\w+)$/.exec(lines[2] ?? "")?.[1];
  if (lines[0] !== `--${boundary}` || lines.length !== 3 || field === undefined || type === undefined || foot < head)
    return undefined;
  return { [field]: { filename: filename!, type, content: Buffer.from(body.subarray(head + 4, foot)) } };
}

function send(response: ServerResponse, { status, body, headers }: HostAnswer): void {
  const raw = typeof body === "string";
  response.writeHead(status, { "Content-Type": raw ? "text/plain" : "application/json; charset=utf-8", ...headers });
  response.end(raw ? body : body === undefined ? undefined : JSON.stringify(body));
}
