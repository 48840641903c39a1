import type { BrowserEvent, Connection } from "./connection.ts";

/** How a tab shows a page. */
export interface TabOptions {
  /** Pixels of the page. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture for each. */
  readonly scale: number;
  /** Decides about each request. */
  readonly onRequest: (request: PageRequest) => RequestVerdict;
  /** Where the page's clock begins, in Unix milliseconds. Default: the machine's. */
  readonly nowMs?: number | undefined;
  readonly signal: AbortSignal;
}

export interface PageRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer of ours, headers to send it with, or that it is not sent. */
export type RequestVerdict =
  | { readonly html: string }
  | { readonly headers: Readonly<Record<string, string>> }
  | "allow"
  | "refuse";

/** A part of a page, in its pixels, from its top left corner. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A page in a browser. Every method fails once the run is interrupted or the browser gone. */
export interface Tab {
  /** Goes to a page, and waits until it is there. @throws {Error} if it does not come. */
  open(url: string): Promise<void>;
  /** The value of an expression, a promise awaited, as JSON can hold it. @throws {Error} what it throws. */
  evaluate<Value>(expression: string): Promise<Value>;
  resize(width: number, height: number): Promise<void>;
  /** A PNG. */
  screenshot(region: Region): Promise<Uint8Array>;
  /** Faults that the page had: errors that nobody caught, the first few. */
  readonly faults: readonly string[];
  /** Requests that have no answer yet. */
  pending(): number;
}

const maxFaults = 20;

/** Opens a tab: times in UTC, words in English, no animation. */
export async function openTab(connection: Connection, options: TabOptions): Promise<Tab> {
  const { signal, scale, nowMs } = options;
  const { targetId } = await connection.send("Target.createTarget", { url: "about:blank" });
  const attached = await connection.send("Target.attachToTarget", { targetId, flatten: true });
  const session = attached["sessionId"] as string;
  const send = (method: string, params: object = {}) => {
    signal.throwIfAborted();
    return connection.send(method, params, session);
  };
  const faults: string[] = [];
  const pending = new Set<unknown>();
  connection.listen((event) => {
    if (event.sessionId !== session) return;
    if (event.method === "Fetch.requestPaused") judge(event, options, send);
    else if (event.method === "Inspector.targetCrashed") connection.close(new Error("the page crashed"));
    else if (event.method === "Page.javascriptDialogOpening")
      send("Page.handleJavaScriptDialog", { accept: false }).catch(() => {});
    else if (event.method === "Network.requestWillBeSent") pending.add(event.params["requestId"]);
    else if (/^Network\.loading(?:Finished|Failed)$/.test(event.method)) pending.delete(event.params["requestId"]);
    else if (event.method === "Runtime.exceptionThrown" && faults.length < maxFaults) faults.push(faultOf(event));
  });
  await Promise.all([
    send("Page.enable"),
    send("Runtime.enable"),
    send("Network.enable"),
    send("Fetch.enable", { patterns: [{ urlPattern: "*" }] }),
    send("Emulation.setTimezoneOverride", { timezoneId: "UTC" }),
    send("Emulation.setLocaleOverride", { locale: "en-US" }),
    send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-reduced-motion", value: "reduce" }] }),
    ...(nowMs === undefined
      ? []
      : [send("Page.addScriptToEvaluateOnNewDocument", { source: clockScript(nowMs), runImmediately: true })]),
  ]);
  const resize = async (width: number, height: number) => {
    await send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: scale, mobile: false });
  };
  await resize(options.width, options.height);
  const evaluate = async <Value>(expression: string): Promise<Value> => {
    const parameters = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = (await send("Runtime.evaluate", parameters)) as unknown as Evaluated;
    if (exceptionDetails !== undefined) throw new Error(`the page failed: ${describe(exceptionDetails)}`);
    return result.value as Value;
  };
  return {
    faults,
    pending: () => pending.size,
    evaluate,
    resize,
    async open(url) {
      const { errorText } = await send("Page.navigate", { url });
      if (typeof errorText === "string") throw new Error(`the page could not be opened: ${errorText}`);
    },
    async screenshot(region) {
      const { data } = await send("Page.captureScreenshot", { format: "png", clip: { ...region, scale: 1 } });
      return Buffer.from(data as string, "base64");
    },
  };
}

type Send = (method: string, params?: object) => Promise<unknown>;

function judge({ params }: BrowserEvent, { onRequest }: TabOptions, send: Send): void {
  const { requestId, request } = params as { requestId: string; request: PageRequest };
  const verdict = /^(?:data|blob|about):/.test(request.url) ? "allow" : onRequest(request);
  const answer = (method: string, more: object) => void send(method, { requestId, ...more }).catch(() => {});
  if (verdict === "refuse") answer("Fetch.failRequest", { errorReason: "BlockedByClient" });
  else if (verdict === "allow") answer("Fetch.continueRequest", {});
  else if ("headers" in verdict)
    answer("Fetch.continueRequest", {
      headers: Object.entries({ ...request.headers, ...verdict.headers }).map(([name, value]) => ({ name, value })),
    });
  else
    answer("Fetch.fulfillRequest", {
      responseCode: 200,
      responseHeaders: [{ name: "Content-Type", value: "text/html; charset=utf-8" }],
      body: Buffer.from(verdict.html).toString("base64"),
    });
}

/** A clock that begins at a moment and goes on from there, so that "3 minutes ago" is the same in every run. */
function clockScript(nowMs: number): string {
  return `{
    const Real = Date;
    const ahead = ${Math.round(nowMs)} - Real.now();
    globalThis.Date = class Date extends Real {
      constructor(...parts) {
        if (parts.length === 0) super(Real.now() + ahead);
        else super(...parts);
      }
      static now() {
        return Real.now() + ahead;
      }
    };
  }`;
}

interface ExceptionDetails {
  readonly text?: string;
  readonly exception?: { readonly description?: string };
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: ExceptionDetails;
}

const describe = ({ text = "", exception }: ExceptionDetails) =>
  (exception?.description ?? text).split("\n", 1)[0]!.slice(0, 200);

const faultOf = ({ params }: BrowserEvent) => describe((params["exceptionDetails"] ?? {}) as ExceptionDetails);
