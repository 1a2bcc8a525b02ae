// OpenStack Swift with its S3 layer on loopback: three storage nodes and a proxy. Eventually consistent, the adversary among S3 stores.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { openBucket } from '../../../central/files/store/s3/bucket.ts';
import type { S3Place } from '../../../central/files/store/s3/s3Settings.ts';
import { freePort } from '../tools/freePort.ts';
import { confOf, type Kind, KINDS, type Node, NODES, type Ports, writeSwiftFiles } from './swiftFiles.ts';

/** Debian's: its packages are made for no other. */
const PYTHON = '/usr/bin/python3';
const NEEDED = ['swift-proxy-server', 'swift-object-server', 'swift-ring-builder', 'memcached'];
const UP_MS = 60_000;

interface Installed {
  readonly bin: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Swift as Debian installs it, or unpacked below `SWIFT_ROOT`; a sentence where it is not to be had. */
export const findSwift = (): Installed | string => {
  const { SWIFT_ROOT: root = '/' } = process.env;
  const bin = join(root, 'usr/bin');
  const missing = [PYTHON, ...NEEDED.map((name) => join(bin, name))].find((path) => !existsSync(path));
  if (missing !== undefined)
    return `${missing} is missing: install the Debian packages swift-proxy swift-account swift-container swift-object memcached, or unpack them and name the folder in SWIFT_ROOT`;
  if (root === '/') return { bin, env: process.env };
  const lib = join(root, 'usr/lib', `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`);
  const env = { PYTHONPATH: join(root, 'usr/lib/python3/dist-packages'), LD_LIBRARY_PATH: lib };
  return { bin, env: { ...process.env, ...env } };
};

/** A cluster that runs. */
export interface Swift {
  readonly place: S3Place;
  /** Ends all servers of a node at once. */
  readonly killNode: (node: Node) => Promise<void>;
  /** Starts them again, on what the node had when it was ended: it knows nothing of what happened since. */
  readonly startNode: (node: Node) => Promise<void>;
  /** Lets the nodes learn from each other once what they missed, as a cluster does all the time by itself. */
  readonly replicate: () => void;
  /** How many files with bytes of objects lie on all disks together. */
  readonly copies: () => number;
  /** Takes an object's bytes from every disk, as if all copies had rotted; answers how many there were. */
  readonly loseBytes: (bytes: Buffer) => number;
  readonly stop: () => Promise<void>;
}

const buildRings = ({ bin, env }: Installed, home: string, ports: Ports): void => {
  const run = (...args: readonly string[]): void => {
    execFileSync(PYTHON, [join(bin, 'swift-ring-builder'), ...args], { cwd: home, env, stdio: 'ignore' });
  };
  for (const kind of KINDS) {
    const builder = `${kind}.builder`;
    run(builder, 'create', '6', '3', '0');
    for (const node of NODES) run(builder, 'add', `r1z${node}-127.0.0.1:${ports.of(kind, node)}/disk`, '100');
    run(builder, 'rebalance');
  }
};

const answers = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
};

const untilUp = async (ports: readonly number[]): Promise<void> => {
  for (const end = Date.now() + UP_MS; ; await sleep(200)) {
    const up = await Promise.all(ports.map(answers));
    if (up.every(Boolean)) return;
    if (Date.now() > end) throw new Error('Swift did not come up');
  }
};

const choosePorts = async (): Promise<Ports> => {
  const servers = new Map<string, number>();
  const ports = new Set<number>();
  while (ports.size < KINDS.length * NODES.length + 2) ports.add(await freePort());
  const [proxy = 0, cache = 0, ...rest] = ports;
  for (const kind of KINDS) for (const node of NODES) servers.set(`${kind}-${node}`, rest.pop() ?? 0);
  return { proxy, cache, of: (kind, node) => servers.get(`${kind}-${node}`) ?? 0 };
};

/** Processes of a cluster, by name. */
const createProcesses = ({ bin, env }: Installed, home: string) => {
  const running = new Map<string, ChildProcess>();
  const start = (name: string, command: string, args: readonly string[]): void => {
    const log = openSync(join(home, `${name}.log`), 'a');
    // A group of its own: a server ends its workers by ending its group.
    running.set(name, spawn(command, args, { cwd: home, env, detached: true, stdio: ['ignore', log, log] }));
  };
  const killGroup = (child: ChildProcess): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL');
  };
  process.once('exit', () => [...running.values()].forEach(killGroup));
  const wrapper = join(import.meta.dirname, 'swiftServer.py');
  return {
    startCache: (port: number) =>
      start('cache', join(bin, 'memcached'), [
        '-l',
        '127.0.0.1',
        '-p',
        String(port),
        '-u',
        userInfo().username,
      ]),
    startServer: (name: string, program: string) =>
      start(name, PYTHON, [wrapper, confOf(home, 'swift'), join(bin, program), confOf(home, name)]),
    /** Runs one round of a daemon to its end. */
    once: (name: string, program: string) =>
      execFileSync(PYTHON, [wrapper, confOf(home, 'swift'), join(bin, program), confOf(home, name), 'once'], {
        cwd: home,
        env,
        stdio: 'ignore',
      }),
    kill: async (names: readonly string[]) => {
      for (const name of names) {
        const child = running.get(name);
        if (child === undefined || child.exitCode !== null || child.signalCode !== null) continue;
        killGroup(child);
        await once(child, 'exit');
      }
    },
    names: () => [...running.keys()],
  };
};

const dataFilesIn = (home: string): readonly string[] =>
  readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.data'))
    .map((path) => join(home, path));

/** Starts a cluster with an empty bucket. @throws Error with a sentence where there is no Swift, or it does not come up */
export const startSwift = async (): Promise<Swift> => {
  const installed = findSwift();
  if (typeof installed === 'string') throw new Error(installed);
  const home = mkdtempSync(join(tmpdir(), 'lete-swift-'));
  const ports = await choosePorts();
  const key = { access: 'test:tester', secret: 'testing' };
  writeSwiftFiles(home, ports, key);
  buildRings(installed, home, ports);
  const processes = createProcesses(installed, home);
  const serverOf = (kind: Kind, node: Node): string => `${kind}-${node}`;
  const startServers = (node: Node): readonly number[] => {
    for (const kind of KINDS) processes.startServer(serverOf(kind, node), `swift-${kind}-server`);
    return KINDS.map((kind) => ports.of(kind, node));
  };
  const stop = async (): Promise<void> => {
    await processes.kill(processes.names());
    rmSync(home, { recursive: true, force: true });
  };
  const place: S3Place = {
    endpoint: `http://127.0.0.1:${ports.proxy}`,
    region: 'us-east-1',
    bucket: 'lete-photos',
    accessKey: key.access,
    secretKey: key.secret,
    addressing: 'path',
  };
  try {
    processes.startCache(ports.cache);
    processes.startServer('proxy', 'swift-proxy-server');
    await untilUp([ports.proxy, ...NODES.flatMap(startServers)]);
    const { client, name } = openBucket(place);
    await client.send(new CreateBucketCommand({ Bucket: name }));
    client.destroy();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    place,
    startNode: async (node) => {
      await untilUp(startServers(node));
      // For so long the proxy asks nobody who did not answer.
      await sleep(2000);
    },
    killNode: (node) => processes.kill(KINDS.map((kind) => serverOf(kind, node))),
    replicate: () => {
      for (const kind of ['object', 'container'] as const)
        for (const node of NODES) processes.once(serverOf(kind, node), `swift-${kind}-replicator`);
    },
    copies: () => dataFilesIn(home).length,
    loseBytes: (bytes) => {
      const found = dataFilesIn(home).filter(
        (path) => statSync(path).size === bytes.length && readFileSync(path).equals(bytes),
      );
      for (const path of found) rmSync(path);
      return found.length;
    },
    stop,
  };
};
