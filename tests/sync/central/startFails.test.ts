import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../../central/db/postgres.ts';
import { freshPostgres } from '../tools/databases.ts';

const MAIN = join(import.meta.dirname, '../../../central/main.ts');
/** Longer than a pool keeps a connection that nobody uses: a process that only waited for those would have ended. */
const ENDS_WITHIN_MS = 60_000;

describe('[F21] central that cannot start', () => {
  let folder: string;
  let db: Awaited<ReturnType<typeof freshPostgres>>;
  let taken: Server;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lete-start-'));
    db = await freshPostgres();
    taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
  });
  afterAll(async () => {
    taken.close();
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (
    port: number,
    databaseUrl = db.url,
  ): Promise<{ readonly code: number | null; readonly said: string }> => {
    const child = spawn(process.execPath, [MAIN, 'serve'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: databaseUrl,
        LETE_CENTRAL_FOLDER: folder,
        LETE_CENTRAL_PORT: String(port),
        LETE_CENTRAL_LOG: 'silent',
      },
    });
    const late = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
    const [said] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    clearTimeout(late);
    return { code: child.exitCode, said };
  };

  it('says why and ends where its port is taken, so that what runs it can start it again', async () => {
    const { port } = taken.address() as AddressInfo;
    expect(await start(port)).toEqual({ code: 1, said: 'Central was not started: EADDRINUSE\n' });
  });

  it('says why and ends where the database takes the call and says nothing', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    try {
      expect(await start(0, `postgres://lete@127.0.0.1:${port}/lete`)).toEqual({
        code: 1,
        said: 'Central was not started: the database does not answer\n',
      });
    } finally {
      silent.close();
    }
  });

  it('says why and ends where the database is busy once all is open, as after a central that was killed', async () => {
    const other = openPostgres(db.url, 1);
    let ended = (): void => {};
    const until = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const held = other.transaction({ role: 'owner' }, async (sql) => {
      await sql.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      await sql.query('LOCK TABLE op IN ACCESS EXCLUSIVE MODE');
      await until;
    });
    try {
      expect(await start(0)).toEqual({ code: 1, said: expect.stringMatching(/^Central was not started: /) });
    } finally {
      ended();
      await held;
      await other.close();
    }
  });
});
