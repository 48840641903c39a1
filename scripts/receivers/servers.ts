import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReceiverName } from "../../src/prometheus/receivers.ts";
import { freePort, startServer, type TestServer, temporaryFolder } from "../../test/servers/process.ts";

/** A receiver that was started for the checks. */
export interface RunningReceiver {
  /** What a user would give as `PROMETHEUS_URL`. */
  readonly url: string;
  readonly writeUrl?: string;
  /** What Grafana's data source would have as its address. */
  readonly queryUrl: string;
  stop(): Promise<void>;
}

/** How one is started. */
export interface ReceiverSetup {
  /** `wide` takes samples of any age, `plain` what it takes with default settings. */
  readonly takes: "wide" | "plain";
}

/** A kind of receiver. */
export interface ReceiverKind {
  readonly title: string;
  /** The row of the product's table that it should be recognised as. */
  readonly row: ReceiverName;
  readonly programs: readonly string[];
  /** Whether a tenant is chosen by header, on writing and on reading. */
  readonly tenants: "both" | "writing" | "no";
  start(program: (name: string) => string, setup: ReceiverSetup): Promise<RunningReceiver>;
}

const window = "30d";

export const receiverKinds: Readonly<Record<string, ReceiverKind>> = {
  prometheus: {
    title: "Prometheus",
    row: "prometheus",
    programs: ["prometheus"],
    tenants: "no",
    async start(program, { takes }) {
      const [folder, address] = [temporaryFolder(), await freeAddress()];
      const config = join(folder, "prometheus.yml");
      writeFileSync(config, takes === "wide" ? `storage: {tsdb: {out_of_order_time_window: ${window}}}\n` : "{}\n");
      const server = await startServer({
        command: program("prometheus"),
        args: [
          `--config.file=${config}`,
          `--storage.tsdb.path=${join(folder, "data")}`,
          `--web.listen-address=${address}`,
          "--web.enable-remote-write-receiver",
          "--web.enable-admin-api",
          "--enable-feature=native-histograms",
          "--log.level=warn",
        ],
        folder,
        url: `http://${address}`,
        readyPath: "/-/ready",
      });
      return { url: server.url, queryUrl: server.url, stop: () => server.stop() };
    },
  },
  victoriametrics: {
    title: "VictoriaMetrics",
    row: "victoriametrics",
    programs: ["victoria-metrics"],
    tenants: "no",
    async start(program) {
      const [folder, address] = [temporaryFolder(), await freeAddress()];
      const server = await startServer({
        command: program("victoria-metrics"),
        args: [
          `-storageDataPath=${join(folder, "data")}`,
          `-httpListenAddr=${address}`,
          "-retentionPeriod=10y",
          "-search.latencyOffset=0s",
          "-loggerLevel=ERROR",
        ],
        folder,
        url: `http://${address}`,
        readyPath: "/health",
      });
      return { url: server.url, queryUrl: server.url, stop: () => server.stop() };
    },
  },
  "victoriametrics-cluster": {
    title: "VictoriaMetrics cluster",
    row: "victoriametrics",
    programs: ["vmstorage", "vminsert", "vmselect"],
    tenants: "no",
    async start(program) {
      const [forInsert, forSelect] = [await freeAddress(), await freeAddress()];
      const part = async (name: string, args: readonly string[]) => {
        const [folder, address] = [temporaryFolder(), await freeAddress()];
        const own = [`-httpListenAddr=${address}`, "-loggerLevel=ERROR"];
        return startServer({
          command: program(name),
          args: [...own, ...args.map((arg) => arg.replace("FOLDER", folder))],
          folder,
          url: `http://${address}`,
          readyPath: "/health",
        });
      };
      const storage = await part("vmstorage", [
        "-storageDataPath=FOLDER/data",
        "-retentionPeriod=10y",
        `-vminsertAddr=${forInsert}`,
        `-vmselectAddr=${forSelect}`,
      ]);
      const insert = await part("vminsert", [`-storageNode=${forInsert}`]);
      const select = await part("vmselect", [
        `-storageNode=${forSelect}`,
        "-search.latencyOffset=0s",
        "-cacheDataPath=FOLDER/cache",
      ]);
      const queryUrl = `${select.url}/select/0/prometheus`;
      return {
        url: queryUrl,
        queryUrl,
        writeUrl: `${insert.url}/insert/0/prometheus/api/v1/write`,
        stop: () => stopAll([insert, select, storage]),
      };
    },
  },
  mimir: {
    title: "Mimir",
    row: "mimir",
    programs: ["mimir"],
    tenants: "both",
    async start(program, { takes }) {
      const [folder, port, grpcPort] = [temporaryFolder(), await freePort(), await freePort()];
      const config = join(folder, "mimir.yaml");
      mkdirSync(join(folder, "rules"));
      writeFileSync(config, mimirConfiguration(folder, port, grpcPort, takes));
      const server = await startServer({
        command: program("mimir"),
        args: [`-config.file=${config}`],
        folder,
        url: `http://127.0.0.1:${port}`,
        readyPath: "/ready",
      });
      return { url: server.url, queryUrl: `${server.url}/prometheus`, stop: () => server.stop() };
    },
  },
  thanos: {
    title: "Thanos",
    row: "thanos",
    programs: ["thanos"],
    tenants: "writing",
    async start(program, { takes }) {
      const folder = temporaryFolder();
      const [http, grpc, write] = [await freeAddress(), await freeAddress(), await freeAddress()];
      const receive = await startServer({
        command: program("thanos"),
        args: [
          "receive",
          `--tsdb.path=${join(folder, "data")}`,
          `--http-address=${http}`,
          `--grpc-address=${grpc}`,
          `--remote-write.address=${write}`,
          `--receive.capnproto-address=${await freeAddress()}`,
          '--label=receive_replica="0"',
          "--tsdb.enable-native-histograms",
          "--log.level=warn",
          ...(takes === "wide" ? [`--tsdb.out-of-order.time-window=${window}`] : []),
        ],
        folder,
        url: `http://${http}`,
        readyPath: "/-/ready",
      });
      const [query, queryGrpc] = [await freeAddress(), await freeAddress()];
      const reader = await startServer({
        command: program("thanos"),
        args: [
          "query",
          `--http-address=${query}`,
          `--grpc-address=${queryGrpc}`,
          `--endpoint=${grpc}`,
          "--query.replica-label=receive_replica",
          "--log.level=warn",
        ],
        folder: temporaryFolder(),
        url: `http://${query}`,
        readyPath: "/-/ready",
      });
      return {
        url: reader.url,
        queryUrl: reader.url,
        writeUrl: `http://${write}/api/v1/receive`,
        stop: () => stopAll([reader, receive]),
      };
    },
  },
};

async function freeAddress(): Promise<string> {
  return `127.0.0.1:${await freePort()}`;
}

async function stopAll(servers: readonly TestServer[]): Promise<void> {
  for (const server of servers) await server.stop();
}

/** One process with everything, on the loopback address, in one folder, for several tenants. */
function mimirConfiguration(folder: string, port: number, grpcPort: number, takes: ReceiverSetup["takes"]): string {
  const ring = "{instance_addr: 127.0.0.1, kvstore: {store: inmemory}}";
  return [
    "multitenancy_enabled: true",
    "usage_stats: {enabled: false}",
    `server: {http_listen_address: 127.0.0.1, http_listen_port: ${port}, grpc_listen_address: 127.0.0.1, grpc_listen_port: ${grpcPort}, log_level: error}`,
    "common: {storage: {backend: filesystem}}",
    `blocks_storage: {filesystem: {dir: ${folder}/blocks}, bucket_store: {sync_dir: ${folder}/sync}, tsdb: {dir: ${folder}/tsdb}}`,
    `ruler_storage: {filesystem: {dir: ${folder}/rules}}`,
    `alertmanager_storage: {filesystem: {dir: ${folder}/alertmanager}}`,
    `compactor: {data_dir: ${folder}/compactor, sharding_ring: ${ring}}`,
    `distributor: {ring: ${ring}}`,
    `ingester: {ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}, replication_factor: 1}}`,
    `store_gateway: {sharding_ring: {instance_addr: 127.0.0.1, kvstore: {store: inmemory}, replication_factor: 1}}`,
    `query_scheduler: {ring: ${ring}}`,
    `ruler: {ring: ${ring}}`,
    "frontend: {address: 127.0.0.1}",
    "memberlist: {bind_addr: [127.0.0.1], bind_port: 0}",
    ...(takes === "wide"
      ? [
          `limits: {out_of_order_time_window: ${window}, ingestion_rate: 1000000, ingestion_burst_size: 10000000, max_global_series_per_user: 0}`,
        ]
      : []),
    "",
  ].join("\n");
}
