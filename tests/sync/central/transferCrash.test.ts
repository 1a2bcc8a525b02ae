import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkArchive } from '../../../central/transfer/checkArchive.ts';
import { startCentral, type TestCentral } from '../tools/central.ts';
import { freshPostgres } from '../tools/databases.ts';
import { createWorld, filesIn, linesOf } from './transferWorld.ts';

const MAIN = join(import.meta.dirname, '../../../central/main.ts');

/** Kills its process just before the n-th call that makes a file last, or gives it its name. */
const killer = (n: number): string => {
  const script = `import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    let left = ${n};
    for (const name of ['fsyncSync', 'renameSync']) {
      const real = fs[name];
      fs[name] = (...args) => {
        left -= 1;
        if (left === 0) process.kill(process.pid, 'SIGKILL');
        return real(...args);
      };
    }
    syncBuiltinESMExports();`;
  return `--import=data:text/javascript,${encodeURIComponent(script)}`;
};

const inAWeek = (): string => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

describe('[F1] the command that hands over, killed at each step', () => {
  let db: Awaited<ReturnType<typeof freshPostgres>>;
  let central: TestCentral;
  beforeAll(async () => {
    db = await freshPostgres();
    central = await startCentral(db);
    const world = await createWorld(central);
    await world.order('anna@example.com');
  });
  afterAll(() => central.end());

  /** Runs the command for this recipient; answers what it said and whether it ended by itself. */
  const run = async (registration: string, before: readonly string[]) => {
    const args = [
      'transfer',
      '--controller=Fotolukss',
      '--contact=digital@example.org',
      '--recipient=SIA Successor',
      `--registration=${registration}`,
      '--contract=L-7',
      '--contract-date=2026-01-05',
      `--effective=${inAWeek()}`,
      '--approver=M-1',
      '--approver=M-2',
    ];
    const child = spawn(process.execPath, [...before, MAIN, ...args], {
      env: { PATH: process.env['PATH'], DATABASE_URL: db.url, LETE_CENTRAL_FOLDER: central.folder },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += String(part)));
    const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
    return { said, status, signal, code: /(?:[0-9A-Z]{5}-){3}[0-9A-Z]{5}/.exec(said)?.[0] ?? '' };
  };
  const folder = (): string => join(central.folder, 'transfers');
  const named = (): readonly string[] =>
    existsSync(folder()) ? readdirSync(folder()).filter((name) => name.endsWith('.zip')) : [];
  const logged = async (): Promise<readonly unknown[]> =>
    db.transaction({ role: 'report' }, (sql) => sql.query('SELECT transfer_id AS id FROM transfer'));

  it('[P26] leaves no archive that is not whole and logged, and the next run finishes what was logged', {
    timeout: 900_000,
  }, async () => {
    let codes: readonly string[] = [];
    for (let n = 1; ; n += 1) {
      const registration = String(40_003_000_000 + n);
      const before = named();
      const { signal, status, code } = await run(registration, [killer(n)]);
      codes = [...codes, code];
      expect([0, null]).toContain(status);
      if (signal === null) break;
      const rest = await run(registration, []);
      // Either the killed run handed over, and its archive is finished now; or this one did.
      const fresh = named().filter((name) => !before.includes(name));
      expect(fresh).toHaveLength(1);
      expect(await logged()).toHaveLength(named().length);
      const path = join(folder(), fresh[0] ?? '');
      const by = rest.status === 0 ? rest.code : code;
      if (rest.status !== 0) expect(rest.said).toContain('Nobody is left to hand over');
      expect(await checkArchive(path, by, central.central.keys.erasure.publicKey)).toMatchObject({
        people: 1,
      });
      expect(linesOf(await filesIn(path, by), 'people.jsonl')).toMatchObject([{ email: 'anna@example.com' }]);
      expect(readdirSync(folder())).toEqual([...named()]);
    }
    expect(codes.length).toBeGreaterThan(5);
  });

  it('[P26, P25] says in a sentence what is missing, and leaves nothing', async () => {
    const before = await logged();
    const { said, status } = await run('4000300000', []);
    expect([said, status]).toEqual(['Wanted: --registration: its registration number of 11 digits.\n', 1]);
    expect(await logged()).toEqual(before);
  });
});
