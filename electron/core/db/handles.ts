import type BetterSqlite3 from 'better-sqlite3';
import type { Sql } from './sql.ts';

type Raw = BetterSqlite3.Database;
declare const writable: unique symbol;

/** Reads only. Queries get this on a connection of their own. */
export interface ReadableDb {
  /** The one row, or undefined. */
  readonly get: <T>(statement: Sql) => T | undefined;
  readonly all: <T>(statement: Sql) => readonly T[];
}

/** Reads and writes. Exists only inside a command's transaction. */
export interface WritableDb extends ReadableDb {
  readonly [writable]: true;
  /** Runs a write; answers how many rows it changed. */
  readonly run: (statement: Sql) => number;
}

const MAX_STATEMENTS = 500;

const prepared = (db: Raw) => {
  const cache = new Map<string, BetterSqlite3.Statement>();
  return (text: string): BetterSqlite3.Statement => {
    const known = cache.get(text);
    if (known) return known;
    if (cache.size >= MAX_STATEMENTS) cache.clear();
    const statement = db.prepare(text);
    cache.set(text, statement);
    return statement;
  };
};

export const readable = (db: Raw): ReadableDb => {
  const statement = prepared(db);
  return {
    get: <T>(q: Sql) => statement(q.text).get(...q.params) as T | undefined,
    all: <T>(q: Sql) => statement(q.text).all(...q.params) as T[],
  };
};

export const writableHandle = (db: Raw): WritableDb => {
  const statement = prepared(db);
  return {
    ...readable(db),
    run: (q: Sql) => statement(q.text).run(...q.params).changes,
  } as WritableDb;
};

/** Refuses a write that did not touch exactly what it meant to. */
export const assertChanged = (changes: number, expected = 1): void => {
  if (changes !== expected) throw new Error(`expected ${expected} changed rows, got ${changes}`);
};
