import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { inject } from 'vitest';
import type { Database } from '../../../central/db/database.ts';
import { pgliteDatabase } from '../../../central/db/pglite.ts';
import { openPostgres } from '../../../central/db/postgres.ts';
import { TEMPLATE } from './sharedPostgres.ts';

/** The server of this worker: vitest numbers its workers from 1. */
const serverUrl = (): string => {
  const url = inject('postgresUrls')[Number(process.env['VITEST_POOL_ID']) - 1];
  if (url === undefined) throw new Error('there is no PostgreSQL for this worker');
  return url;
};

/** Runs one statement on that server, outside any transaction, however long a busy machine takes to copy a database. */
export const onServer = async (statement: string): Promise<void> => {
  const server = openPostgres(serverUrl(), 1);
  try {
    await server.maintain(statement);
  } finally {
    await server.close();
  }
};

/** Where a database of that server is reached. */
export const urlOf = (name: string): string => {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
};

/** A database of its own on the real server, with the schema in it; gone after `close`. */
export const freshPostgres = async (): Promise<Database & { readonly url: string }> => {
  const name = `lete_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const db = openPostgres(urlOf(name));
  const close = async (): Promise<void> => {
    await db.close();
    await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { ...db, url: urlOf(name), close };
};

const freshPglite = async (): Promise<Database> => {
  const loadDataDir = new Blob([readFileSync(inject('pgliteTemplate'))]);
  return pgliteDatabase(await PGlite.create({ loadDataDir }));
};

/** The two databases that central runs on: a server, and PGlite for trying out. */
export const DATABASES: readonly (readonly [string, () => Promise<Database>])[] = [
  ['PostgreSQL', freshPostgres],
  ['PGlite', freshPglite],
];
