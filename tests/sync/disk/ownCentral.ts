import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createCentral } from '../../../central/app/serve.ts';
import { migrate } from '../../../central/db/migrate.ts';
import { migrations } from '../../../central/db/migrations/index.ts';
import { pgliteDatabase } from '../../../central/db/pglite.ts';
import { createCode } from '../../../central/enrolment/createCode.ts';

/** A whole central in this process, listening: here the disk of a terminal is on trial, not central's database. */
export const openOwnCentral = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lete-central-'));
  const db = pgliteDatabase(await PGlite.create());
  await migrate(db, migrations);
  const running = await createCentral({ db, folder, now: Date.now, logLevel: 'silent' });
  await running.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = running.app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    db,
    /** A one-time code for a counter of store 01. */
    code: async (): Promise<string> =>
      (await createCode(running.central, { shopId: '01' as never, role: 'counter' })).code,
    close: async (): Promise<void> => {
      await running.close();
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
export type OwnCentral = Awaited<ReturnType<typeof openOwnCentral>>;
