import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openKeyed, type Raw } from '../driver.ts';
import { applySettings } from '../settings.ts';
import { readDatabasePages, readLogPages } from './readPages.ts';

const root = mkdtempSync(join(tmpdir(), 'lete-pages-'));
afterAll(() => rmSync(root, { recursive: true }));

const NAME = 'Žanete Ozolpaegle';
/** Longer than a page: it lies in a chain of overflow pages. */
const LONG = `${'x'.repeat(9000)}${NAME}`;
let key: Buffer;
let file: string;
let db: Raw;

beforeEach(() => {
  key = randomBytes(32);
  file = join(mkdtempSync(join(root, 'db-')), 'lete.db');
  db = openKeyed({ file, key, nativeBinding: null });
  applySettings(db);
  db.pragma('wal_autocheckpoint=0');
  db.exec('CREATE TABLE person (name TEXT)');
  db.pragma('wal_checkpoint(TRUNCATE)');
});

const found = (read: typeof readLogPages, using: Uint8Array = key) => {
  let hits = 0;
  const pages = read(file, using, (plain) => {
    if (Buffer.from(plain).includes(NAME)) hits += 1;
  });
  return { hits, ...pages };
};
const put = (text: string): void => void db.prepare('INSERT INTO person VALUES (?)').run(text);
const settle = (): void => void db.pragma('wal_checkpoint(TRUNCATE)');

describe('reading the pages of an encrypted database by its bytes', () => {
  it('finds in the log, then in the file, what a search of the raw bytes cannot see', () => {
    put(NAME);
    expect(found(readLogPages)).toMatchObject({ hits: 1, unreadable: 0 });
    expect(found(readDatabasePages).hits).toBe(0);
    settle();
    expect(found(readLogPages)).toEqual({ hits: 0, pages: 0, unreadable: 0 });
    expect(found(readDatabasePages)).toEqual({ hits: 1, pages: statSync(file).size / 4096, unreadable: 0 });
    expect(readFileSync(file).includes(NAME)).toBe(false);
  });

  it('reads a database that stands in its log alone', () => {
    const young = join(mkdtempSync(join(root, 'db-')), 'lete.db');
    const other = openKeyed({ file: young, key, nativeBinding: null });
    applySettings(other);
    other.exec(`CREATE TABLE person (name TEXT); INSERT INTO person VALUES ('${NAME}')`);
    copyFileSync(`${young}-wal`, `${file}-wal`);
    rmSync(file);
    other.close();
    expect(found(readLogPages)).toMatchObject({ hits: 1, unreadable: 0 });
  });

  it('reads overflow pages', () => {
    put(LONG);
    settle();
    expect(found(readDatabasePages).hits).toBe(1);
  });

  it.each([
    ['is found on the free list where nothing overwrites it', 'OFF', 1],
    ['is not there any more where deleting overwrites', 'ON', 0],
  ])('what was deleted %s', (_what, secureDelete, hits) => {
    db.pragma(`secure_delete=${secureDelete}`);
    put(LONG);
    settle();
    db.exec('DELETE FROM person');
    settle();
    expect(Number(db.pragma('freelist_count', { simple: true }))).toBeGreaterThan(0);
    expect(found(readDatabasePages)).toMatchObject({ hits, unreadable: 0 });
  });

  it('proves no page with another key, and none that was changed', () => {
    put(NAME);
    settle();
    const pages = statSync(file).size / 4096;
    expect(found(readDatabasePages, randomBytes(32))).toEqual({ hits: 0, pages, unreadable: pages });
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(4096 + 100) ^ 1, 4096 + 100);
    db.close();
    rmSync(file);
    writeFileSync(file, bytes);
    expect(found(readDatabasePages).unreadable).toBe(1);
  });

  it('reads many pages in several turns', () => {
    db.exec('BEGIN');
    for (let i = 0; i < 700; i += 1) put('y'.repeat(3000));
    put(NAME);
    db.exec('COMMIT');
    expect(found(readLogPages)).toMatchObject({ hits: 1, unreadable: 0 });
    settle();
    const pages = statSync(file).size / 4096;
    expect(pages).toBeGreaterThan(600);
    expect(found(readDatabasePages)).toEqual({ hits: 1, pages, unreadable: 0 });
    const shares = [0, 1, 2].map((index) =>
      found((...whole) => readDatabasePages(...whole, { index, of: 3 })),
    );
    const sum = (of: (share: (typeof shares)[number]) => number) =>
      shares.reduce((all, share) => all + of(share), 0);
    expect(sum((share) => share.hits)).toBe(1);
    expect(sum((share) => share.pages)).toBe(pages);
    expect(Math.max(...shares.map((share) => share.pages))).toBeLessThan(pages);
  });
});
