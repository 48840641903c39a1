import { createHttpClient, type HttpClient } from "../http/client.ts";
import type { HttpConnectionOptions } from "../http/request.ts";
import { followRedirects } from "./follow-redirects.ts";
import { type Places, placesOf } from "./places.ts";
import { type Receiver, type ReceiverName, receiverOf } from "./receivers.ts";
import { recognise } from "./recognise.ts";
import { tenantHeaders } from "./tenant-headers.ts";

/** A receiver and where it answers. */
export interface Site {
  readonly receiver: Receiver;
  readonly places: Places;
  /** Asks its host; paths are whole. */
  readonly client: HttpClient;
  /** Takes remote write at {@link Site.writePath}; another host where an address was given for it. */
  readonly writer: HttpClient;
  readonly writePath: string;
  readonly writeUrl: string;
}

/** The address as it was given, and how to ask there. */
export interface SiteOptions extends HttpConnectionOptions {
  readonly writeUrl?: string;
  readonly name: ReceiverName | "auto";
  readonly tenant?: string;
}

/**
 * Knows where the requests of a connection go. With `auto` that is found out by questions when it is needed first;
 * until then the server counts as a Prometheus at the address that was given.
 *
 * @throws {UsageError} as `createHttpClient` and `tenantHeaders` do.
 */
export class SiteFinder {
  /** The address as it was given, fit for messages. */
  readonly url: string;
  #site: Site;
  #known: boolean;
  #looking: Promise<Site> | undefined;
  readonly #options: SiteOptions;
  readonly #open: HttpClient[] = [];

  constructor(options: SiteOptions) {
    this.#options = options;
    this.url = checkedAddress(options);
    const { name } = options;
    this.#known = name !== "auto";
    this.#site = this.#openSite(receiverOf(name === "auto" ? "prometheus" : name), new URL(this.url).pathname);
  }

  /** The receiver as far as it is known now. */
  get site(): Site {
    return this.#site;
  }

  /**
   * Finds the receiver, once. Where nobody can tell for now, the guess so far is given, and the next call looks again.
   *
   * @throws {HttpError} if there is no answer.
   */
  async find(signal: AbortSignal | undefined, timeoutMs: number): Promise<Site> {
    if (this.#known) return this.#site;
    this.#looking ??= this.#look(signal, timeoutMs).finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  close(): void {
    for (const client of this.#open) client.close();
  }

  async #look(signal: AbortSignal | undefined, timeoutMs: number): Promise<Site> {
    const found = await recognise(this.#site.client, new URL(this.url), { signal, timeoutMs });
    if (found === undefined) return this.#site;
    this.#site = this.#openSite(found.receiver, found.path);
    this.#known = true;
    return this.#site;
  }

  #openSite(receiver: Receiver, path: string): Site {
    const { writeUrl, tenant, ...http } = this.#options;
    const ownHeaders = tenantHeaders(receiver, tenant);
    const places = placesOf(receiver, path.replace(/\/+$/, ""));
    const client = this.#connect({ ...http, url: new URL(this.url).origin, ownHeaders });
    if (writeUrl === undefined)
      return { receiver, places, client, writer: client, writePath: places.write, writeUrl: client.url + places.write };
    const shown = checkedAddress({ ...http, url: writeUrl });
    const { origin, pathname } = new URL(shown);
    const writer = this.#connect({ ...http, url: origin, ownHeaders });
    return { receiver, places, client, writer, writePath: pathname === "/" ? "" : pathname, writeUrl: shown };
  }

  #connect(options: HttpConnectionOptions): HttpClient {
    const client = createHttpClient(options);
    this.#open.push(client);
    return { ...client, send: (request) => followRedirects(client, request) };
  }
}

/** An address as messages show it. @throws {UsageError} as `createHttpClient` does. */
function checkedAddress(options: HttpConnectionOptions): string {
  const { url, close } = createHttpClient(options);
  close();
  return url;
}
