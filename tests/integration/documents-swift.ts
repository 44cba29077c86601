import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from 'cli/free-port.ts';
import { until } from '../support/until.ts';

/** Settings of a lab that keeps its documents in an S3 server. */
export type S3Settings = { S3_ENDPOINT: string; S3_ACCESS_KEY: string; S3_SECRET_KEY: string; S3_REGION: string; S3_BUCKET: string };

const kinds = ['account', 'container', 'object'] as const;
type Kind = (typeof kinds)[number];

/**
 * Whether OpenStack Swift with its S3 face is installed (on Debian: swift-proxy, swift-account, swift-container, swift-object,
 * memcached). It
 * checks signatures, parts and conditions as the specification has them, which no server that npm brings does.
 */
export const hasSwift = ['swift-proxy-server', 'swift-object-server', 'swift-ring-builder', 'memcached'].every((name) =>
  existsSync(`/usr/bin/${name}`),
);

/** A Swift of one disk in a folder of its own, with one account. */
export async function startSwift(): Promise<AsyncDisposable & { settings: S3Settings }> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-swift-'));
  const ports = {
    cache: await freePort(),
    proxy: await freePort(),
    account: await freePort(),
    container: await freePort(),
    object: await freePort(),
  };
  mkdirSync(join(folder, 'devices', 'disk'), { recursive: true });
  writeFileSync(join(folder, 'swift.conf'), '[swift-hash]\nswift_hash_path_suffix = lab\n[storage-policy:0]\nname = one\ndefault = yes\n');
  for (const kind of kinds) {
    buildRing(folder, kind, ports[kind]);
    writeFileSync(join(folder, `${kind}.conf`), storageConfig(folder, kind, ports[kind]));
  }
  writeFileSync(join(folder, 'proxy.conf'), proxyConfig(folder, ports.proxy, ports.cache));
  const servers = [
    start('memcached', ['-l', '127.0.0.1', '-p', String(ports.cache), '-u', user]),
    ...[...kinds, 'proxy'].map((name) => start(`swift-${name}-server`, [join(folder, `${name}.conf`)])),
  ];
  const endpoint = `http://127.0.0.1:${ports.proxy}`;
  // any answer will do, but for the proxy, which answers before those behind it do
  for (const kind of kinds) await until(`the ${kind} server answers`, () => fetch(`http://127.0.0.1:${ports[kind]}/`).catch(() => null));
  await until('Swift answers', async () => (await fetch(`${endpoint}/healthcheck`).catch(() => null))?.ok);
  return {
    settings: {
      S3_ENDPOINT: endpoint,
      S3_ACCESS_KEY: 'lab:tester',
      S3_SECRET_KEY: 'secret',
      S3_REGION: 'us-east-1',
      S3_BUCKET: 'lab-documents',
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(
        servers.map((server) => {
          const ended = new Promise((resolve) => server.once('close', resolve));
          // it forks its workers; they are a group of their own
          if (server.pid) process.kill(-server.pid, 'SIGKILL');
          return ended;
        }),
      );
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  return (await findFreePort([0])) ?? 0;
}

function buildRing(folder: string, kind: Kind, port: number): void {
  const builder = join(folder, `${kind}.builder`);
  for (const args of [['create', '4', '1', '1'], ['add', `r1z1-127.0.0.1:${port}/disk`, '1'], ['rebalance']]) {
    const { status, stdout, stderr } = spawnSync('/usr/bin/swift-ring-builder', [builder, ...args], { encoding: 'utf8' });
    // 1 is a warning
    if (status === null || status > 1) throw new Error(`swift-ring-builder ${args.join(' ')}: ${stdout}${stderr}`);
  }
}

function start(program: string, args: string[]): ChildProcess {
  return spawn(`/usr/bin/${program}`, args, { detached: true, stdio: 'ignore' });
}

const user = process.getuid?.() === 0 ? 'root' : (process.env.USER ?? 'nobody');

const common = (folder: string, port: number): string => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${user}
swift_dir = ${folder}
log_level = ERROR
`;

const storageConfig = (folder: string, kind: Kind, port: number): string => `${common(folder, port)}devices = ${folder}/devices
mount_check = false
fallocate_reserve = 0
disable_fallocate = true
[pipeline:main]
pipeline = ${kind}-server
[app:${kind}-server]
use = egg:swift#${kind}
recon_cache_path = ${folder}
`;

const proxyConfig = (folder: string, port: number, cachePort: number): string => `${common(folder, port)}[pipeline:main]
pipeline = catch_errors healthcheck cache listing_formats bulk s3api tempauth slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:healthcheck]
use = egg:swift#healthcheck
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${cachePort}
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:bulk]
use = egg:swift#bulk
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_lab_tester = secret .admin
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
`;
