/** How a browser runs. */
export interface ArgumentOptions {
  /** Its own, empty at first. */
  readonly folder: string;
  readonly sandbox: boolean;
  /** No name has an address. */
  readonly offline: boolean;
}

/**
 * The command line of a browser without a window that talks over pipes 3 and 4: nothing of the user's own, nothing that
 * calls home, and the same pixels on every machine as far as that goes.
 */
export function browserArguments({ folder, sandbox, offline }: ArgumentOptions): string[] {
  return [
    "--headless",
    "--remote-debugging-pipe",
    `--user-data-dir=${folder}/profile`,
    "--no-startup-window",
    ...(sandbox ? [] : ["--no-sandbox"]),
    ...(offline ? ["--host-resolver-rules=MAP * ~NOTFOUND", "--no-proxy-server"] : []),
    // Nothing by itself.
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-extensions-with-background-pages",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--disable-features=Translate,MediaRouter,DialMediaRouteProvider,OptimizationHints,AutofillServerCommunication",
    "--metrics-recording-only",
    "--password-store=basic",
    "--use-mock-keychain",
    "--mute-audio",
    // Small machines and containers.
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--js-flags=--max-old-space-size=1024",
    // A page that nobody looks at is drawn at full speed.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    // The same pixels.
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--hide-scrollbars",
    "--lang=en-US",
  ];
}
