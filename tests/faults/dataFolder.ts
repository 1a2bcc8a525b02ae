import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Raw } from '../../electron/core/db/driver.ts';
import { openKeyed } from '../../electron/core/db/driver.ts';
import { OpenError } from '../../electron/core/db/failure.ts';
import { type OpenDatabase, type OpenOptions, openDatabase } from '../../electron/core/db/open.ts';

export const NOW = Date.UTC(2026, 10, 22, 10);
export const KEY = new Uint8Array(randomBytes(32));

/** A data folder that goes with its test. */
export const dataFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'lete-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

export const dbFile = (folder: string): string => join(folder, 'lete.db');

export const opening = (folder: string, more: Partial<OpenOptions> = {}): OpenDatabase =>
  openDatabase({
    folder,
    key: KEY,
    nativeBinding: null,
    clock: { now: () => NOW },
    expected: false,
    ...more,
  });

/** The named failure of an opening; a success or another error fails the test. */
export const failureOf = (folder: string, more: Partial<OpenOptions> = {}): string => {
  try {
    opening(folder, more).close();
  } catch (error) {
    if (error instanceof OpenError) return error.failure;
    throw error;
  }
  throw new Error('it opened');
};

export const rawly = <T>(file: string, use: (db: Raw) => T, key: Uint8Array = KEY): T => {
  const db = openKeyed({ file, key, nativeBinding: null });
  try {
    return use(db);
  } finally {
    db.close();
  }
};

const ROW = 'INSERT INTO setting (key, value) VALUES (?, ?)';

/** Writes one row to find again. */
export const note = (database: OpenDatabase, key: string, value = 'x'): void =>
  void database.writer.prepare(ROW).run(key, value);

export const notes = (database: OpenDatabase): readonly string[] =>
  (database.writer.prepare('SELECT key FROM setting ORDER BY key').all() as { key: string }[]).map(
    ({ key }) => key,
  );

/** A database that was used and closed, with these rows in it. */
export const usedDatabase = (folder: string, ...keys: readonly string[]): void => {
  const database = opening(folder);
  for (const key of keys) note(database, key);
  database.close();
};

/** Every file below a folder with size and content, to prove that nothing was changed. */
export const contents = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  );
