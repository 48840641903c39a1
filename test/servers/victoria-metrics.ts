import { join } from "node:path";
import { freePort, startServer, type TestServer, temporaryFolder, toolPath } from "./process.ts";

/**
 * A real VictoriaMetrics (Debian's 1.79) on a free loopback port, in a temporary folder. What is written is visible at
 * once.
 */
export async function startVictoriaMetrics({ retention = "10y" }: { retention?: string } = {}): Promise<TestServer> {
  const folder = temporaryFolder();
  const address = `127.0.0.1:${await freePort()}`;
  return startServer({
    command: toolPath("victoria-metrics"),
    args: [
      `-storageDataPath=${join(folder, "data")}`,
      `-httpListenAddr=${address}`,
      `-retentionPeriod=${retention}`,
      "-search.latencyOffset=0s",
      "-search.disableCache",
      "-loggerLevel=ERROR",
    ],
    folder,
    url: `http://${address}`,
    readyPath: "/health",
  });
}
