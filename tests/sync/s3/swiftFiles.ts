import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';

/** Kinds of servers of which each node has one. */
export const KINDS = ['account', 'container', 'object'] as const;
export type Kind = (typeof KINDS)[number];
export const NODES = [1, 2, 3] as const;
export type Node = (typeof NODES)[number];

/** Ports of a cluster: one for the proxy, one for its cache, one for each server. */
export interface Ports {
  readonly proxy: number;
  readonly cache: number;
  readonly of: (kind: Kind, node: Node) => number;
}

type Section = Readonly<Record<string, string | number | boolean>>;
const ini = (sections: Readonly<Record<string, Section>>): string =>
  Object.entries(sections)
    .map(([name, values]) => {
      const lines = Object.entries(values).map(([key, value]) => `${key} = ${String(value)}`);
      return [`[${name}]`, ...lines, ''].join('\n');
    })
    .join('\n');

const common = (home: string): Section => ({
  bind_ip: '127.0.0.1',
  swift_dir: home,
  user: userInfo().username,
  log_address: join(home, 'none'),
});
const filter = (name: string, settings: Section = {}): Readonly<Record<string, Section>> => ({
  [`filter:${name}`]: { use: `egg:swift#${name}`, ...settings },
});

const proxyConf = (
  home: string,
  ports: Ports,
  key: { readonly access: string; readonly secret: string },
): string => {
  const [account = '', user = ''] = key.access.split(':');
  return ini({
    DEFAULT: { ...common(home), bind_port: ports.proxy, workers: 2 },
    'pipeline:main': {
      // The S3 layer asks for the filters behind it.
      pipeline: 'catch_errors cache s3api tempauth copy slo dlo versioned_writes symlink proxy-server',
    },
    // A node that comes back is asked again soon.
    'app:proxy-server': { use: 'egg:swift#proxy', account_autocreate: true, error_suppression_interval: 1 },
    ...filter('catch_errors'),
    'filter:cache': { use: 'egg:swift#memcache', memcache_servers: `127.0.0.1:${ports.cache}` },
    ...filter('s3api', { location: 'us-east-1', allow_multipart_uploads: true, min_segment_size: 5_242_880 }),
    ...filter('tempauth', { [`user_${account}_${user}`]: `${key.secret} .admin` }),
    ...filter('copy'),
    ...filter('slo'),
    ...filter('dlo'),
    ...filter('versioned_writes', { allow_object_versioning: true }),
    ...filter('symlink'),
  });
};

const nodeConf = (home: string, kind: Kind, node: Node, port: number): string =>
  ini({
    DEFAULT: {
      ...common(home),
      bind_port: port,
      workers: 1,
      devices: join(home, `node${node}`),
      mount_check: false,
      recon_cache_path: join(home, `recon${node}`),
    },
    'pipeline:main': { pipeline: `${kind}-server` },
    [`app:${kind}-server`]: { use: `egg:swift#${kind}` },
    // Over the servers themselves: no rsync is needed.
    [`${kind}-replicator`]: kind === 'object' ? { sync_method: 'ssync' } : {},
  });

/** Where the settings of a server lie. */
export const confOf = (home: string, server: string): string => join(home, `${server}.conf`);

/** Writes folders and settings of a cluster of three nodes, without its rings. */
export const writeSwiftFiles = (
  home: string,
  ports: Ports,
  key: { readonly access: string; readonly secret: string },
): void => {
  writeFileSync(
    confOf(home, 'swift'),
    ini({ 'swift-hash': { swift_hash_path_suffix: 'test', swift_hash_path_prefix: 'test' } }),
  );
  writeFileSync(confOf(home, 'proxy'), proxyConf(home, ports, key));
  for (const node of NODES) {
    mkdirSync(join(home, `node${node}`, 'disk'), { recursive: true });
    mkdirSync(join(home, `recon${node}`));
    for (const kind of KINDS)
      writeFileSync(confOf(home, `${kind}-${node}`), nodeConf(home, kind, node, ports.of(kind, node)));
  }
};
