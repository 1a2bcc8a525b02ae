// A private PostgreSQL on a loopback port: never as root, thrown away at the end.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { freePort } from './freePort.ts';

const DEBIAN = '/usr/lib/postgresql';

/** Debian keeps each version's server in a folder of its own, off the path: the newest first. */
const debianFolders = (): readonly string[] =>
  existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(DEBIAN, version, 'bin'))
    : [];

/** Folder with `initdb` and `pg_ctl`: `PG_BIN`, then the path, then Debian's package. Null where there is none. */
export const findPostgres = (): string | null => {
  const has = (folder: string): boolean =>
    folder !== '' && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl'));
  const named = process.env.PG_BIN ?? '';
  const path = (process.env.PATH ?? '').split(delimiter);
  const found = [named, ...path, ...debianFolders()].find(has);
  // The path may hold links to some of the programs only.
  return found === undefined ? null : dirname(realpathSync(join(found, 'initdb')));
};

/** PostgreSQL refuses to run as root: an ordinary user of the system is borrowed. */
const borrowedUser = (): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const idOf = (kind: string, name: string): number =>
    Number(spawnSync('id', [kind, name], { encoding: 'utf8' }).stdout.trim() || Number.NaN);
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)];
    if (Number.isInteger(uid) && Number.isInteger(gid)) return { uid, gid };
  }
  throw new Error('running as root, and no ordinary user to run PostgreSQL as');
};

export interface PostgresServer {
  /** Folder of the server's programs. */
  readonly bin: string;
  readonly data: string;
  readonly url: (database?: string) => string;
  readonly start: () => void;
  readonly stop: (mode?: 'fast' | 'immediate') => void;
  /** Stops as a power cut would, and starts again. */
  readonly crash: () => void;
  readonly destroy: () => void;
}

/** Starts a server with data checksums. `settings` are further lines of its configuration. */
export const startPostgres = async (
  settings: Readonly<Record<string, string | number>> = {},
): Promise<PostgresServer> => {
  const bin = findPostgres();
  if (bin === null) throw new Error('no PostgreSQL: install the Debian package "postgresql", or set PG_BIN');
  const user = borrowedUser();
  const port = await freePort();
  const home = mkdtempSync(join(tmpdir(), 'lete-pg-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(home, user.uid, user.gid);
  const [data, log] = [join(home, 'data'), join(home, 'log')];
  const call = (program: string, args: readonly string[]): void => {
    try {
      execFileSync(join(bin, program), [...args], {
        ...user,
        cwd: home,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
    } catch (error) {
      const end = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-8).join('\n') : '';
      throw new Error(`${program} failed\n${end}`, { cause: error });
    }
  };
  const start = (): void => call('pg_ctl', ['-D', data, '-l', log, '-w', '-t', '60', 'start']);
  const stop = (mode: 'fast' | 'immediate' = 'fast'): void =>
    call('pg_ctl', ['-D', data, '-m', mode, '-w', '-t', '60', 'stop']);
  const discard = (): void => rmSync(home, { recursive: true, force: true });
  try {
    const locale = ['-E', 'UTF8', '--locale=C'];
    call('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', ...locale, '--data-checksums', '-N']);
    const all = {
      listen_addresses: '127.0.0.1',
      port,
      unix_socket_directories: '',
      max_connections: 100,
      ...settings,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name} = '${value}'\n`);
    appendFileSync(join(data, 'postgresql.conf'), lines.join(''));
    start();
  } catch (error) {
    discard();
    throw error;
  }
  return {
    bin,
    data,
    url: (database = 'postgres') => `postgres://postgres@127.0.0.1:${port}/${database}`,
    start,
    stop,
    crash: () => {
      stop('immediate');
      start();
    },
    destroy: () => {
      if (existsSync(join(data, 'postmaster.pid'))) stop('immediate');
      discard();
    },
  };
};
