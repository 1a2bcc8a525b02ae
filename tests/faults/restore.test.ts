import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../electron/core/db/migrations/index.ts';
import type { OpenDatabase } from '../../electron/core/db/open.ts';
import { backupWork } from '../../electron/core/features/retention/works/files.ts';
import { dataFolder, dbFile, KEY, NOW, note, notes, opening, rawly } from './dataFolder.ts';

const AT = NOW + 5;
const ASIDE = `lete.db.damaged-${AT}`;

/** A database with a backup of NOW and a row that only its write-ahead log has, as a power cut leaves it. */
const usedFolder = (): string => {
  const [folder, left] = [dataFolder(), dataFolder()];
  const database = opening(folder);
  note(database, 'before');
  expect(database.backUp()).not.toBeNull();
  database.writer.pragma('wal_checkpoint(TRUNCATE)');
  note(database, 'since');
  cpSync(join(folder, 'backups'), join(left, 'backups'), { recursive: true });
  for (const name of ['lete.db', 'lete.db-wal']) copyFileSync(join(folder, name), join(left, name));
  database.close();
  return left;
};

const choose = async (database: OpenDatabase): Promise<void> => {
  expect(await database.backups.stage(NOW)).toBe(true);
  database.backups.choose({ at: AT, backupAt: NOW, chosen: {} });
};

const chosenFolder = async (): Promise<string> => {
  const folder = usedFolder();
  const database = opening(folder, { expected: true });
  await choose(database);
  database.close();
  return folder;
};

const notesIn = (folder: string): readonly string[] => {
  const database = opening(folder, { expected: true });
  try {
    return notes(database);
  } finally {
    database.close();
  }
};

/** Dies before the n-th change of a file; answers whether there was one. */
const killed = (folder: string, n: number, choice = ''): boolean => {
  const file = join(import.meta.dirname, 'killedRestore.ts');
  const args = [file, folder, Buffer.from(KEY).toString('hex'), String(n), choice];
  const { signal, status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (signal !== 'SIGKILL') expect(status, stderr).toBe(0);
  return signal === 'SIGKILL';
};

const copyOf = (folder: string): string => {
  const copy = dataFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
};

const KILLS = { timeout: 240_000 };

describe('a backup that was chosen', () => {
  it('[REC-5] takes the place of the database at the next start, which steps aside whole', async () => {
    const folder = await chosenFolder();
    const database = opening(folder, { expected: true });
    expect(notes(database)).toEqual(['before']);
    expect(database.restored).toMatchObject({ at: AT, backupAt: NOW, placed: true });
    database.close();
    expect(rawly(join(folder, ASIDE), (db) => db.prepare('SELECT key FROM setting').all())).toHaveLength(2);
    expect(existsSync(join(folder, 'lete.db.restore'))).toBe(false);
  });

  it('[REC-5] takes the write-ahead log of the former file aside with it', async () => {
    const ready = await chosenFolder();
    // As a power cut after the choice leaves it: the log was never moved into the file.
    const folder = usedFolder();
    for (const name of ['lete.db.restore', 'restore.json'])
      copyFileSync(join(ready, name), join(folder, name));
    expect(notesIn(folder)).toEqual(['before']);
    expect(rawly(join(folder, ASIDE), (db) => db.prepare('SELECT key FROM setting').all())).toHaveLength(2);
  });

  it('[REC-5] counts as restored at every start until all that follows is done', async () => {
    const folder = await chosenFolder();
    for (let start = 0; start < 2; start += 1) {
      const database = opening(folder, { expected: true });
      expect(database.restored).toMatchObject({ at: AT, chosen: {} });
      note(database, `kept ${start}`);
      database.close();
    }
    const database = opening(folder, { expected: true });
    expect(notes(database)).toEqual(['before', 'kept 0', 'kept 1']);
    database.settleRestore();
    database.close();
    const settled = opening(folder, { expected: true });
    expect(settled.restored).toBeNull();
    settled.close();
  });

  it('[REC-5] leaves a former file that the rule for backups deletes', async () => {
    const folder = await chosenFolder();
    notesIn(folder);
    const passOn = async (before: number) =>
      backupWork(folder).run({ now: before, before: () => before } as never);
    await passOn(AT);
    expect(existsSync(join(folder, ASIDE))).toBe(true);
    await passOn(AT + 1);
    expect(existsSync(join(folder, ASIDE))).toBe(false);
    expect(existsSync(dbFile(folder))).toBe(true);
  });

  it('[REC-5] changes nothing when an erasure took its copy away before the start', async () => {
    const folder = await chosenFolder();
    rmSync(join(folder, 'lete.db.restore'));
    const database = opening(folder, { expected: true });
    expect([database.restored, notes(database)]).toEqual([null, ['before', 'since']]);
    database.close();
    expect(existsSync(join(folder, 'restore.json'))).toBe(false);
  });

  it('[REC-5] is let go with its copy when nobody decided, or the plan cannot be read', async () => {
    const folder = await chosenFolder();
    writeFileSync(join(folder, 'restore.json'), '{"schema":');
    expect(notesIn(folder)).toEqual(['before', 'since']);
    expect(readdirSync(folder).filter((name) => /restore/.test(name))).toEqual([]);
  });
});

describe('a kill', () => {
  it('[REC-5] at any step of carrying a restore out is followed by the rest of it', KILLS, async () => {
    const chosen = await chosenFolder();
    let n = 1;
    for (; ; n += 1) {
      const folder = copyOf(chosen);
      if (!killed(folder, n)) break;
      expect(notesIn(folder), `kill ${n}`).toEqual(['before']);
      const since = rawly(join(folder, ASIDE), (db) => db.prepare('SELECT key FROM setting').all());
      expect(since, `kill ${n}`).toHaveLength(2);
    }
    expect(n).toBeGreaterThan(8);
  });

  it(
    '[REC-5] at any step of choosing leaves the database as it was or replaced, never between',
    KILLS,
    () => {
      const used = usedFolder();
      const seen = new Set<string>();
      let n = 1;
      for (; ; n += 1) {
        const folder = copyOf(used);
        if (!killed(folder, n, String(NOW))) break;
        seen.add(notesIn(folder).join());
        expect(existsSync(join(folder, 'lete.db.restore')), `kill ${n}`).toBe(false);
      }
      expect(n).toBeGreaterThan(5);
      expect([...seen].toSorted()).toEqual(['before', 'before,since']);
    },
  );
});

describe('a backup that must not be restored', () => {
  it('[REC-5] is one that does not hold together: its copy goes, and nothing moves', async () => {
    const folder = usedFolder();
    writeFileSync(join(folder, 'backups', `lete-${NOW}.db`), 'this was a backup once\n'.repeat(400));
    const database = opening(folder, { expected: true });
    expect(await database.backups.stage(NOW)).toBe(false);
    expect(() => database.backups.look(NOW, () => 1)).toThrow('damaged');
    expect(existsSync(join(folder, 'lete.db.restore'))).toBe(false);
    expect(notes(database)).toEqual(['before', 'since']);
    database.close();
  });

  it('[REC-5] is one that a newer Lete wrote', () => {
    const folder = usedFolder();
    const file = join(folder, 'backups', `lete-${NOW}.db`);
    rawly(file, (db) => db.pragma(`user_version=${(migrations.at(-1)?.version ?? 0) + 10}`));
    const database = opening(folder, { expected: true });
    expect(() => database.backups.look(NOW, () => 1)).toThrow('from-future');
    database.close();
  });
});
