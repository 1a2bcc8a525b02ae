import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeyed } from '../../../db/driver.ts';
import { applySettings } from '../../../db/settings.ts';
import { fileKeysPath } from '../../../keys/fileKeys.ts';
import { scan } from './scan.ts';
import type { ScanRequest } from './scanWork.ts';

const NAME = 'Žanete Ozolpaegle';
const MARKER = '0123456789abcdef0123456789abcdef';
const PAGE = 4096;
/** More than one thread reads in one go. */
const ROWS = 700;
/** Among the pages of the second thread. */
const MARKER_ROW = 350;

let folder: string;
let file: string;
let key: Buffer;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lete-scan-'));
  file = join(folder, 'lete.db');
  key = randomBytes(32);
  mkdirSync(dirname(fileKeysPath(folder)), { recursive: true });
  writeFileSync(fileKeysPath(folder), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A row fills a page; the name stands in row `at`. */
const fill = (at: number): void => {
  const db = openKeyed({ file, key, nativeBinding: null });
  applySettings(db);
  db.exec('CREATE TABLE person (person_id TEXT, name TEXT)');
  const insert = db.prepare('INSERT INTO person VALUES (?, ?)');
  db.exec('BEGIN');
  const textOf = (row: number): string => (row === at ? NAME : row === MARKER_ROW ? MARKER : '');
  for (let row = 0; row < ROWS; row += 1) insert.run('own', textOf(row).padEnd(3500, String(row % 10)));
  db.exec('COMMIT');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
};
const scanned = (more: Partial<ScanRequest> = {}) =>
  scan({
    key,
    nativeBinding: null,
    dataFolder: folder,
    productionFolders: [],
    printFiles: [],
    backups: [],
    places: 'everywhere',
    values: [{ kind: 'name', text: NAME }],
    marker: MARKER,
    scope: { people: ['own'], subjects: [], orders: [], drafts: [] },
    held: [],
    ...more,
  });

describe('a search of a database of many pages', () => {
  it.each([0, 200, 300, 400, 500, 600, ROWS - 1])('[E3] finds what stands in row %i', async (at) => {
    fill(at);
    const { stores, kindsInDatabase, markerFound } = await scanned();
    expect(stores.database).toMatchObject({ files: 1, unreadable: 0 });
    expect(stores.database.unexplained).toBeGreaterThan(0);
    expect(stores.database.unexplained).toBe(stores.database.hits);
    expect(kindsInDatabase).toEqual(['name']);
    expect(markerFound).toBe(true);
  });

  it('[E3] looks at each page once, and finds nothing where nothing is', async () => {
    fill(-1);
    const pages = statSync(file).size / PAGE;
    const { stores } = await scanned();
    expect(pages).toBeGreaterThan(600);
    expect(stores.database).toMatchObject({ files: 1, hits: 0, unreadable: 0 });
    // Without the HMAC of each page.
    expect(stores.database.bytes).toBeGreaterThan(pages * (PAGE - 64) * 0.99);
    expect(stores.database.bytes).toBeLessThan(pages * (PAGE - 64) + PAGE);
  });

  it.each([10, 300, 600])('[E3] says that page %i could not be read', async (page) => {
    fill(-1);
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(page * PAGE + 100) ^ 1, page * PAGE + 100);
    writeFileSync(file, bytes);
    expect((await scanned({ places: 'everywhere-unexplained' })).stores.database.unreadable).toBe(1);
  });

  it('[E10] looks at a backup alone, page by page', async () => {
    fill(500);
    const { stores, markerFound } = await scanned({ backups: [file], places: 'backups' });
    expect(stores.backups).toMatchObject({ files: 1, unreadable: 0 });
    expect(stores.backups.hits).toBeGreaterThan(0);
    expect([stores.database.files, stores['key-files'].files]).toEqual([0, 0]);
    expect(markerFound).toBe(true);
  });
});
