import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openKeyed, type Raw } from '../../../electron/core/db/driver.ts';
import { applySettings } from '../../../electron/core/db/settings.ts';
import { createFileStore } from '../../../electron/core/files/fileStore.ts';
import { createFileKeys, openFileKeys } from '../../../electron/core/keys/fileKeys.ts';
import { createMatcher } from './matcher.mjs';
import { scan } from './scan.mjs';
import { readDatabasePages, readWalFrames } from './sqlcipherPages.mjs';

const root = mkdtempSync(join(tmpdir(), 'lete-pages-'));
afterAll(() => rmSync(root, { recursive: true }));

const NAME = 'Ķērpjvita Ždanuļķe';
const ORDER = '01J0000000000000000000000A';
const matcher = createMatcher({ name: [NAME], phone: ['27731946'] });
let key: Buffer;
let folder: string;

beforeEach(() => {
  key = randomBytes(32);
  folder = mkdtempSync(join(root, 'data-'));
});

const openDb = (secureDelete: boolean): Raw => {
  const db = openKeyed({ file: join(folder, 'lete.db'), key, nativeBinding: null });
  applySettings(db);
  if (!secureDelete) db.pragma('secure_delete=OFF');
  db.pragma('wal_autocheckpoint=0');
  db.exec('CREATE TABLE person (name TEXT)');
  return db;
};
/** As a crash would leave them: with the database still open. */
const snapshot = (): string => {
  const copy = mkdtempSync(join(root, 'copy-'));
  cpSync(folder, copy, { recursive: true });
  return copy;
};
const lookAt = (dataFolder: string, using = key) =>
  scan({ folders: { data: dataFolder }, matcher, key: using, dataFolder });

describe('looking for a person in an encrypted database', () => {
  it('finds them in the log and in the file, page by page, where the raw bytes show nothing', async () => {
    await createFileKeys(folder, key);
    const db = openDb(true);
    db.prepare('INSERT INTO person VALUES (?)').run(NAME);
    const logged = snapshot();
    db.pragma('wal_checkpoint(TRUNCATE)');
    const stored = snapshot();
    db.close();
    expect((await lookAt(logged)).hits).toContainEqual(
      expect.objectContaining({ name: 'name', where: 'data/lete.db-wal (its pages)' }),
    );
    const { hits, blind } = await lookAt(stored);
    expect(new Set(hits.map(({ where }) => where))).toEqual(new Set(['data/lete.db (its pages)']));
    expect(blind).toEqual([]);
  });

  it('finds what was deleted but not overwritten, and nothing once it was', async () => {
    await createFileKeys(folder, key);
    const found = async (secureDelete: boolean) => {
      rmSync(join(folder, 'lete.db'), { force: true });
      const db = openDb(secureDelete);
      db.prepare('INSERT INTO person VALUES (?)').run(NAME);
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.exec('DELETE FROM person');
      db.pragma('wal_checkpoint(TRUNCATE)');
      const copy = snapshot();
      db.close();
      return (await lookAt(copy)).hits.length;
    };
    expect(await found(false)).toBeGreaterThan(0);
    expect(await found(true)).toBe(0);
  });

  it('says that it saw nothing when the key is another one', () => {
    const db = openDb(true);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const file = readFileSync(join(folder, 'lete.db'));
    const right = readDatabasePages(file, key);
    const wrong = readDatabasePages(file, randomBytes(32));
    expect(right).toMatchObject({ unreadable: 0, pages: file.length / 4096 });
    expect(wrong.unreadable).toBe(wrong.pages);
    expect(readWalFrames(Buffer.alloc(0), file, key)).toMatchObject({ pages: 0, unreadable: 0 });
  });

  it('opens originals whose key exists, and names those it cannot open', async () => {
    await createFileKeys(folder, key);
    const keys = await openFileKeys(folder, key);
    const orderKey = await keys.allocate(ORDER);
    const files = createFileStore(folder);
    const fileId = '01J0000000000000000000000B';
    const source = (async function* () {
      yield Buffer.from(`Exif ${NAME}`);
    })();
    await files.store({ orderId: ORDER, fileId, key: orderKey, source });
    expect((await lookAt(folder)).hits.map(({ where }) => where)).toContain(
      `data/files/${ORDER}/${fileId} (opened)`,
    );
    await keys.destroy(ORDER);
    await keys.close();
    const after = await lookAt(folder);
    expect(after.hits).toEqual([]);
    expect(after.blind).toEqual([`data/files/${ORDER}/${fileId}: no key`]);
  });
});

describe('spellings', () => {
  const plain = 'Ķērpjvita Ždanuļķe';
  const base64At = (offset: number) => Buffer.from('x'.repeat(offset) + plain + 'yz').toString('base64');
  it.each([
    ['UTF-8', Buffer.from(plain)],
    ['UTF-16LE', Buffer.from(plain, 'utf16le')],
    ['decomposed', Buffer.from(plain.normalize('NFD'))],
    ['lower case', Buffer.from(plain.toLowerCase())],
    ['upper case', Buffer.from(plain.toUpperCase())],
    ['without diacritics', Buffer.from('Kerpjvita Zdanulke')],
    ['without diacritics, lower', Buffer.from('zdanulke')],
    ['half of it, as over a page', Buffer.from('Ždanuļķe')],
    ['percent', Buffer.from(encodeURIComponent(plain))],
    ['escapes', Buffer.from('\\u0136\\u0113rpjvita')],
    ['Base64', Buffer.from(base64At(0))],
    ['Base64, one later', Buffer.from(base64At(1))],
    ['Base64, two later', Buffer.from(base64At(2))],
  ])('finds a name as %s', (_how, bytes) => {
    expect(
      matcher(Buffer.concat([Buffer.alloc(50, 1), bytes, Buffer.alloc(50, 1)])).get('name'),
    ).toBeGreaterThan(0);
  });

  it('does not find it in noise', () => {
    expect(matcher(randomBytes(4_000_000)).size).toBe(0);
  });

  it('finds a name of a file, not only what is in it', async () => {
    await createFileKeys(folder, key);
    mkdirSync(join(folder, 'scratch'));
    writeFileSync(join(folder, 'scratch', `${NAME}.jpg`), '');
    expect((await lookAt(folder)).hits[0]?.where).toMatch(/its name/);
  });
});
