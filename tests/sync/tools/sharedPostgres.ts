// A PostgreSQL for each worker of the central project, and the schema made once on it: each test copies it. Not one for all: a
// feed waits for the oldest writing transaction of its whole server, so files side by side would wait for each other.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import type { Database } from '../../../central/db/database.ts';
import { migrate } from '../../../central/db/migrate.ts';
import { migrations } from '../../../central/db/migrations/index.ts';
import { pgliteDatabase } from '../../../central/db/pglite.ts';
import { openPostgres } from '../../../central/db/postgres.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** One server for each worker, by its number. */
    readonly postgresUrls: readonly string[];
    /** A PGlite data folder with the schema in it, packed. */
    readonly pgliteTemplate: string;
  }
}

export const TEMPLATE = 'lete_template';

const migrated = async (db: Database): Promise<void> => {
  await migrate(db, migrations);
  await db.close();
};

const ends: (() => void)[] = [];

const startServer = async (): Promise<string> => {
  const server = await startPostgres();
  ends.push(server.destroy);
  const postgres = openPostgres(server.url(), 1);
  await postgres.script(`CREATE DATABASE ${TEMPLATE}`);
  await postgres.close();
  await migrated(openPostgres(server.url(TEMPLATE), 1));
  return server.url();
};

/** Packs a PGlite data folder with the schema in it. */
const packTemplate = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'lete-pglite-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const lite = await PGlite.create();
  const pglite = pgliteDatabase(lite);
  await migrate(pglite, migrations);
  const packed = join(folder, 'template.tar');
  writeFileSync(packed, new Uint8Array(await (await lite.dumpDataDir('none')).arrayBuffer()));
  await pglite.close();
  return packed;
};

export const setup = async (project: TestProject): Promise<void> => {
  const urls: string[] = [];
  for (let worker = 0; worker < project.config.maxWorkers; worker++) urls.push(await startServer());
  project.provide('postgresUrls', urls);
  project.provide('pgliteTemplate', await packTemplate());
};

export const teardown = (): void => {
  for (const end of ends) end();
};
