// One PostgreSQL for all files of the central project, and the schema made once: each test copies it.
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
    readonly postgresUrl: string;
    /** A PGlite data folder with the schema in it, packed. */
    readonly pgliteTemplate: string;
  }
}

export const TEMPLATE = 'lete_template';

const migrated = async (db: Database): Promise<void> => {
  await migrate(db, migrations);
  await db.close();
};

let end = (): void => {};

export const setup = async (project: TestProject): Promise<void> => {
  const server = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'lete-pglite-'));
  end = () => {
    server.destroy();
    rmSync(folder, { recursive: true, force: true });
  };
  const postgres = openPostgres(server.url(), 1);
  await postgres.script(`CREATE DATABASE ${TEMPLATE}`);
  await postgres.close();
  await migrated(openPostgres(server.url(TEMPLATE), 1));
  const lite = await PGlite.create();
  const pglite = pgliteDatabase(lite);
  await migrate(pglite, migrations);
  const packed = join(folder, 'template.tar');
  writeFileSync(packed, new Uint8Array(await (await lite.dumpDataDir('none')).arrayBuffer()));
  await pglite.close();
  project.provide('postgresUrl', server.url());
  project.provide('pgliteTemplate', packed);
};

export const teardown = (): void => end();
