import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../electron/core/db/migrations/index.ts';
import type { Migration } from '../../electron/core/db/migrations/types.ts';
import { sql } from '../../electron/core/db/sql.ts';
import { openChild } from './children.ts';
import {
  contents,
  dataFolder,
  dbFile,
  failureOf,
  KEY,
  NOW,
  note,
  notes,
  opening,
  rawly,
  usedDatabase,
} from './dataFolder.ts';

const NOBODY = '65534';
const asUser = process.getuid?.() === 0 ? NOBODY : '';
const later: Migration = {
  version: 9000,
  name: 'later',
  up: (_run, exec) => exec('CREATE TABLE later (n INTEGER) STRICT'),
};

const garble = (file: string): void => writeFileSync(file, 'this was a database once\n'.repeat(400));

/** Overwrites the middle of the file: the head still opens with its key. */
const scratch = (file: string): void => {
  const bytes = readFileSync(file);
  for (let at = 4096 * 3; at < bytes.length; at += 4096) randomBytes(64).copy(bytes, at + 100);
  writeFileSync(file, bytes);
};

describe('a data folder that cannot be used', () => {
  it('[REC-6] is named when it is a file, and the file stays', () => {
    const file = join(dataFolder(), 'data');
    writeFileSync(file, 'mine');
    expect(failureOf(file)).toBe('folder-unavailable');
    expect(failureOf(join(file, 'below'))).toBe('folder-unavailable');
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('[REC-6] is named when it is read-only, and nothing in it changes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lete-faults-ro-'));
    try {
      usedDatabase(folder, 'kept');
      for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444);
      chmodSync(folder, 0o555);
      const before = contents(folder);
      const child = await openChild(folder, asUser);
      expect(await child.go()).toBe('folder-unavailable');
      expect(contents(folder)).toEqual(before);
    } finally {
      chmodSync(folder, 0o755);
      rmSync(folder, { recursive: true });
    }
  });

  it('[REC-6] is named when the disk is full, and the database is as it was', () => {
    const [disk, aside] = [dataFolder(), dataFolder()];
    // A small disk of its own, in a name space of its own: that needs no right an ordinary user lacks.
    const script = `set -e
      mount -t tmpfs -o size=2400k tmpfs "$1"
      "$3" "$4" "$1" "$5"
      cp "$1/lete.db" "$2/before"
      head -c 4m /dev/zero > "$1/filler" 2>/dev/null || true
      "$3" "$4" "$1" "$5"
      cmp "$1/lete.db" "$2/before" && echo same`;
    const openOnce = join(import.meta.dirname, 'openOnce.ts');
    const args = [disk, aside, process.execPath, openOnce, Buffer.from(KEY).toString('hex')];
    const out = execFileSync('unshare', ['-rm', 'sh', '-c', script, 'sh', ...args], { encoding: 'utf8' });
    expect(out.trim().split('\n')).toEqual(['open', 'disk-full', 'same']);
  });
});

describe('a database that is damaged', () => {
  const withBackup = (): string => {
    const folder = dataFolder();
    const database = opening(folder);
    note(database, 'before');
    expect(database.backUp()).not.toBeNull();
    note(database, 'after');
    database.close();
    return folder;
  };

  it.each([
    ['overwritten with text', (folder: string) => garble(dbFile(folder))],
    ['scratched inside', (folder: string) => scratch(dbFile(folder))],
    ['cut short', (folder: string) => truncateSync(dbFile(folder), 6000)],
    ['emptied', (folder: string) => truncateSync(dbFile(folder), 0)],
    ['gone', (folder: string) => rmSync(dbFile(folder))],
  ])('[REC-6] %s is replaced by the newest sound backup and kept aside', (_how, damage) => {
    const folder = withBackup();
    damage(folder);
    const damaged = existsSync(dbFile(folder)) ? readFileSync(dbFile(folder), 'hex') : null;
    const database = opening(folder, { expected: true });
    expect(database.restored).toMatchObject({ at: NOW, chosen: null });
    database.settleRestore();
    expect(notes(database)).toEqual(['before']);
    note(database, 'goes on');
    database.close();
    const aside = join(folder, `lete.db.damaged-${NOW}`);
    expect(existsSync(aside) ? readFileSync(aside, 'hex') : null).toBe(damaged);
    const again = opening(folder, { expected: true });
    expect(again.restored).toBeNull();
    expect(notes(again)).toEqual(['before', 'goes on']);
    again.close();
  });

  it('[REC-6] passes over a backup that is damaged itself', () => {
    const folder = dataFolder();
    let now = NOW;
    const database = opening(folder, { clock: { now: () => now } });
    note(database, 'old');
    database.backUp();
    now += 1;
    note(database, 'new');
    const newest = database.backUp() ?? '';
    database.close();
    garble(newest);
    garble(dbFile(folder));
    const restored = opening(folder, { expected: true });
    expect(notes(restored)).toEqual(['old']);
    restored.close();
  });

  it('[REC-6] without a sound backup stays closed, and nothing is moved or made', () => {
    const folder = withBackup();
    garble(dbFile(folder));
    for (const name of readdirSync(join(folder, 'backups'))) garble(join(folder, 'backups', name));
    const before = contents(folder);
    expect(failureOf(folder, { expected: true })).toBe('damaged');
    expect(contents(folder)).toEqual({ ...before, 'lete.lock': '' });
  });

  it('[REC-6] never begins anew where a set-up was finished', () => {
    const folder = dataFolder();
    expect(failureOf(folder, { expected: true })).toBe('damaged');
    expect(existsSync(dbFile(folder))).toBe(false);
  });

  it('keeps what was committed when the write-ahead log is cut', async () => {
    const folder = dataFolder();
    usedDatabase(folder, 'in the file');
    const writer = opening(folder);
    note(writer, 'whole in the log');
    const whole = readFileSync(`${dbFile(folder)}-wal`).length;
    note(writer, 'cut');
    const cut = dataFolder();
    for (const name of ['lete.db', 'lete.db-wal']) copyFileSync(join(folder, name), join(cut, name));
    writer.close();
    truncateSync(join(cut, 'lete.db-wal'), whole + 1000);
    const database = opening(cut, { expected: true });
    expect([database.restored, notes(database)]).toEqual([null, ['in the file', 'whole in the log']]);
    database.close();
  });
});

describe('a database of another version', () => {
  it('[REC-6] from the future is refused and stays as it is', () => {
    const folder = dataFolder();
    opening(folder, { migrations: [...migrations, later] }).close();
    const before = readFileSync(dbFile(folder));
    expect(failureOf(folder, { expected: true })).toBe('from-future');
    expect(readFileSync(dbFile(folder)).equals(before)).toBe(true);
  });

  it('a migration that throws half way leaves the file as it was', () => {
    const folder = dataFolder();
    usedDatabase(folder, 'kept');
    const broken: Migration = {
      version: 9010,
      name: 'broken',
      up: (_run, exec) => {
        exec('DELETE FROM setting; CREATE TABLE half (n INTEGER) STRICT; INSERT INTO nowhere VALUES (1)');
      },
    };
    expect(failureOf(folder, { expected: true, migrations: [...migrations, later, broken] })).toBe(
      'migration-failed',
    );
    const database = opening(folder, { expected: true });
    expect(notes(database)).toEqual(['kept']);
    expect(
      database.writer.prepare("SELECT name FROM sqlite_schema WHERE name IN ('half', 'later')").all(),
    ).toEqual([]);
    database.close();
  });

  it('a migration that breaks a reference is refused', () => {
    const folder = dataFolder();
    opening(folder).close();
    const orphan: Migration = {
      version: 9000,
      name: 'orphan',
      up: (_run, exec) => exec("INSERT INTO subject_map (subject_ref, person_id) VALUES ('r', 'nobody')"),
    };
    expect(failureOf(folder, { migrations: [...migrations, orphan] })).toBe('migration-failed');
  });

  it('[REC-4] makes a sound backup before it migrates, and does not migrate without one', () => {
    const folder = dataFolder();
    usedDatabase(folder, 'kept');
    const upgraded = opening(folder, { expected: true, migrations: [...migrations, later] });
    expect(notes(upgraded)).toEqual(['kept']);
    upgraded.close();
    const [backup = ''] = readdirSync(join(folder, 'backups'));
    const before = rawly(join(folder, 'backups', backup), (db) => [
      db.pragma('user_version', { simple: true }),
      db.prepare('SELECT key FROM setting').all(),
    ]);
    expect(before).toEqual([migrations.at(-1)?.version, [{ key: 'kept' }]]);

    const other = dataFolder();
    usedDatabase(other, 'kept');
    writeFileSync(join(other, 'backups'), 'no folder');
    expect(() => opening(other, { migrations: [...migrations, later] })).toThrow();
    const old = opening(other);
    expect(old.writer.pragma('user_version', { simple: true })).toBe(migrations.at(-1)?.version);
    old.close();
  });
});

describe('the key', () => {
  it('[REC-6] of another database opens nothing and moves nothing', () => {
    const folder = dataFolder();
    usedDatabase(folder, 'kept');
    const before = contents(folder);
    expect(failureOf(folder, { expected: true, key: new Uint8Array(randomBytes(32)) })).toBe('damaged');
    expect(contents(folder)).toEqual(before);
  });

  it('hides every text of the database, its log and its backups', () => {
    const folder = dataFolder();
    const database = opening(folder);
    note(database, 'Canary-Berzina-29384756', 'canary@example.org');
    database.backUp();
    const found = Object.entries(contents(folder)).map(([name, bytes]) => {
      const plain = Buffer.from(bytes, 'base64');
      return [
        name.replace(/\d{13}/, 'N'),
        plain.includes('Canary') || plain.includes('canary@') || plain.includes('SQLite format'),
      ];
    });
    expect(Object.fromEntries(found)).toEqual({
      'backups/lete-N.db': false,
      'lete.db': false,
      'lete.db-shm': false,
      'lete.db-wal': false,
      'lete.lock': false,
    });
    expect(notes(database)).toEqual(['Canary-Berzina-29384756']);
    database.close();
  });
});

describe('two starts on one folder', () => {
  it('[REC-6] the second is told so, and the first goes on', async () => {
    const folder = dataFolder();
    const first = opening(folder);
    expect(failureOf(folder)).toBe('in-use');
    const other = await openChild(folder);
    expect(await other.go()).toBe('in-use');
    note(first, 'goes on');
    first.close();
    const next = opening(folder);
    expect(notes(next)).toEqual(['goes on']);
    next.close();
  });

  it('a killed process leaves no lock behind', async () => {
    const folder = dataFolder();
    const holder = await openChild(folder);
    expect(await holder.go()).toBe('open');
    expect(failureOf(folder)).toBe('in-use');
    await holder.kill();
    opening(folder).close();
  });

  it('of several that start at the same moment after a kill, one gets it', async () => {
    const folder = dataFolder();
    const dead = await openChild(folder);
    await dead.go();
    await dead.kill();
    const children = await Promise.all(Array.from({ length: 4 }, () => openChild(folder)));
    const answers = await Promise.all(children.map((child) => child.go()));
    expect(answers.toSorted()).toEqual(['in-use', 'in-use', 'in-use', 'open']);
  });
});

describe('settings of the database', () => {
  it('[P29, E5] hold on the connection that writes, and the other cannot write', () => {
    const folder = dataFolder();
    const database = opening(folder);
    const read = (name: string) => database.writer.pragma(name, { simple: true });
    expect(
      ['journal_mode', 'synchronous', 'foreign_keys', 'secure_delete', 'temp_store', 'trusted_schema'].map(
        read,
      ),
    ).toEqual(['wal', 2, 1, 1, 2, 0]);
    const insert = sql`INSERT INTO setting (key, value) VALUES ('a', 'b') RETURNING key`;
    expect(() => database.read.get(insert)).toThrow(/readonly/);
    database.close();
  });

  it('[P29, E5] that do not hold keep the database closed', async () => {
    const { applySettings } = await import('../../electron/core/db/settings.ts');
    const stubborn = { pragma: (text: string) => (text.includes('=') ? undefined : 0) };
    expect(() => applySettings(stubborn as never)).toThrow('settings-refused');
  });
});

describe('backups', () => {
  it('[REC-4] are kept in number, newest last, and each opens with the key and passes the full check', () => {
    const folder = dataFolder();
    let now = NOW;
    const database = opening(folder, { clock: { now: () => now } });
    for (let day = 0; day < 16; day += 1) {
      now = NOW + day * 86_400_000;
      note(database, `day ${String(day).padStart(2, '0')}`);
      expect(database.backUp()).not.toBeNull();
    }
    database.close();
    const kept = readdirSync(join(folder, 'backups')).toSorted();
    expect(kept).toHaveLength(14);
    expect(kept[0]).toBe(`lete-${NOW + 2 * 86_400_000}.db`);
    for (const name of kept)
      expect(
        rawly(join(folder, 'backups', name), (db) => db.pragma('integrity_check', { simple: true })),
      ).toBe('ok');
  });

  it('[REC-4] one that fails never rotates a good one out', () => {
    const folder = dataFolder();
    const database = opening(folder);
    const good = database.backUp() ?? '';
    const backups = join(folder, 'backups');
    // The copy's temporary name is taken by a folder: the copy fails.
    mkdirSync(join(backups, `lete-${NOW}.db.part`, 'x'), { recursive: true });
    expect(() => database.backUp()).toThrow();
    expect(existsSync(good)).toBe(true);
    database.close();
    expect(rawly(good, (db) => db.pragma('integrity_check', { simple: true }))).toBe('ok');
  });

  it('[REC-4] one made after the clock was set back is not the first to go', () => {
    const folder = dataFolder();
    let now = NOW;
    const database = opening(folder, { clock: { now: () => now } });
    for (let day = 0; day < 14; day += 1) {
      now = NOW + day;
      database.backUp();
    }
    now = NOW - 1000;
    const file = database.backUp() ?? '';
    expect(existsSync(file)).toBe(true);
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(14);
    database.close();
  });
});
