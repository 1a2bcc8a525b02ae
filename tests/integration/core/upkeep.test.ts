import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../electron/core/db/open.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { SYSTEM, transact } from '../../../electron/core/call/transaction.ts';
import { createLog } from '../../../electron/core/log/log.ts';
import { createUpkeep } from '../../../electron/core/upkeep.ts';
import { folderFor, KIOSK, NOBODY, readyTerminal, signInManager, START } from './terminal.ts';

const HOUR = 3_600_000;

/** The upkeep of a real database; its clock and beats are the test's. */
const kept = () => {
  const folder = folderFor('upkeep');
  const clock = { ms: START, now: () => clock.ms };
  const database = openDatabase({
    folder,
    key: new Uint8Array(32),
    nativeBinding: null,
    clock,
    expected: false,
  });
  onTestFinished(() => database.close());
  const log: string[] = [];
  const transaction = {
    database,
    clock,
    emit: () => {},
    trail: { append: () => expect.unreachable(), committed: () => {} },
    ids: { ulid: () => '', hex: () => '', bytes: (n: number) => new Uint8Array(randomBytes(n)) },
  };
  const deps = {
    ...transaction,
    log: createLog(clock.now, (line) => log.push(line)),
    folders: { data: folder },
    read: database.read,
    transact: <T>(run: Parameters<typeof transact<T>>[2]) => transact(transaction, SYSTEM, run),
  };
  const upkeep = () => createUpkeep(deps as never);
  const backups = (): number => {
    try {
      return readdirSync(join(folder, 'backups')).length;
    } catch {
      return 0;
    }
  };
  return { folder, clock, database, deps, log, upkeep, backups };
};

describe('backups by themselves', () => {
  it('[REC-5] are made at once after a restore: the newest is of what was replaced', () => {
    const { clock, database, deps, backups } = kept();
    database.backUp();
    clock.ms += HOUR;
    const after = createUpkeep({ ...deps, database: { ...database, restored: { at: START } } } as never);
    after.tick();
    after.tick();
    expect([backups(), after.lastBackupAt()]).toEqual([2, START + HOUR]);
  });

  it('[REC-4] are made at once where there is none, then once a day, also over restarts', () => {
    const { clock, upkeep, backups } = kept();
    const first = upkeep();
    first.tick();
    first.tick();
    expect([backups(), first.lastBackupAt()]).toEqual([1, START]);
    clock.ms += 23 * HOUR;
    const next = upkeep();
    next.tick();
    expect(backups()).toBe(1);
    clock.ms += HOUR;
    next.tick();
    expect([backups(), next.lastBackupAt()]).toEqual([2, START + 24 * HOUR]);
  });

  it('[REC-4] wait while a customer is at work', () => {
    const { database, upkeep, backups } = kept();
    database.writer.exec(`INSERT INTO catalogue_version VALUES (1, 0, '{}', 0);
      INSERT INTO draft (draft_id, source, locale, step, ease, contact, consents, catalogue_version, created_at, touched_at)
      VALUES ('d', 'kiosk', 'lv', 'source', '{}', '{}', '[]', 1, 0, 0)`);
    const busy = upkeep();
    busy.tick();
    expect(backups()).toBe(0);
    database.writer.exec('DELETE FROM draft');
    busy.tick();
    expect(backups()).toBe(1);
  });

  it('[REC-4] that fail are logged and tried again after an hour, not every minute', () => {
    const { folder, clock, log, upkeep } = kept();
    const failing = upkeep();
    writeFileSync(join(folder, 'backups'), 'no folder');
    for (let minute = 0; minute < 59; minute += 1) {
      failing.tick();
      clock.ms += 60_000;
    }
    expect(log.filter((line) => line.includes('backup-failed'))).toHaveLength(1);
    clock.ms += 60_000;
    failing.tick();
    expect(log.filter((line) => line.includes('backup-failed'))).toHaveLength(2);
  });

  it('[REC-4] go on when the clock was set back, once', () => {
    const { clock, upkeep, backups } = kept();
    upkeep().tick();
    clock.ms -= 48 * HOUR;
    const back = upkeep();
    for (let minute = 0; minute < 5; minute += 1) back.tick();
    expect(backups()).toBe(2);
  });
});

/** Takes the last room of the file away, as a full disk does. */
const fill = (database: ReturnType<typeof kept>['database']): void => {
  const pages = database.writer.pragma('page_count', { simple: true }) as number;
  database.writer.pragma(`max_page_count=${pages}`);
  const insert = database.writer.prepare('INSERT INTO setting (key, value) VALUES (hex(randomblob(8)), ?)');
  for (const size of [1_000, 100, 10, 1])
    expect(() => {
      for (;;) insert.run('x'.repeat(size));
    }).toThrow('full');
};

describe('a full disk', () => {
  it('[F4] is told in the log at each beat, and ends neither core nor the beats', () => {
    const { database, log, upkeep } = kept();
    fill(database);
    const { tick } = upkeep();
    tick();
    tick();
    expect(log.filter((line) => line.includes('upkeep-failed') && line.includes('SQLITE_FULL'))).toHaveLength(
      2,
    );
  });
});

describe('answered requests', () => {
  it('are let go after a day', () => {
    const { clock, database, upkeep } = kept();
    const add = (id: string, at: number) =>
      database.write.run(
        sql`INSERT INTO request VALUES (${id}, 'a', 'c', ${new Uint8Array(1)}, '{}', ${at})`,
      );
    add('old', START - 24 * HOUR - 1);
    add('young', START - 24 * HOUR);
    const { tick } = upkeep();
    tick();
    expect(database.read.all(sql`SELECT request_id FROM request`)).toEqual([{ request_id: 'young' }]);
    clock.ms += 1;
    tick();
    expect(database.read.all(sql`SELECT request_id FROM request`)).toEqual([]);
  });
});

describe('the health strip', () => {
  it('[ADM-6] shows a clock that was set back as critical, over restarts, until it is right again', async () => {
    const terminal = await readyTerminal();
    const clockOf = async (of: typeof terminal) => (await of.get(NOBODY, 'terminal:health', {})).clock.level;
    expect(await clockOf(terminal)).toBe('ok');
    terminal.clock.ms += 5 * HOUR;
    const later = await terminal.restart();
    expect(await clockOf(later)).toBe('ok');
    later.clock.ms -= 2 * HOUR;
    expect(await clockOf(later)).toBe('critical');
    const again = await later.restart();
    expect(await clockOf(again)).toBe('critical');
    again.clock.ms += 2 * HOUR;
    expect(await clockOf(again)).toBe('ok');
  });

  it('[ADM-6] shows network, printer, production, disk, clock, backup and kiosks, in numbers', async () => {
    const terminal = await readyTerminal();
    const health = await terminal.get(await signInManager(terminal), 'terminal:health', {});
    expect(health).toMatchObject({
      network: { level: 'ok', state: 'notSetUp' },
      printer: { level: expect.any(String), waiting: 0 },
      production: { level: 'ok', alerts: 0 },
      disk: { freeBytes: expect.any(Number), daysLeft: null },
      clock: { level: 'ok', now: START },
      backup: { level: 'warning', lastAt: null },
      retention: { level: 'warning', lastAt: null },
      kiosks: { level: 'ok', helpCalled: 0 },
      audit: { level: 'ok', broken: null, checkedAt: null, unusualViews: 0 },
    });
    expect(health.disk.freeBytes).toBeGreaterThan(0);
  });
});

describe('what a window writes into the log', () => {
  it('is a closed code', async () => {
    const terminal = await readyTerminal();
    await terminal.get(KIOSK, 'log:write', { code: 'render-error', screen: 'kiosk' });
    expect(JSON.parse(terminal.log.at(-1) ?? '')).toMatchObject({
      level: 'warn',
      event: 'window',
      what: 'render-error',
      screen: 'kiosk',
    });
    expect(await terminal.refused(KIOSK, 'log:write', { code: 'Anna', screen: 'kiosk' } as never)).toBe(
      'INVALID_INPUT',
    );
  });
});
