import type { AddressInfo } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { migrate } from '../../../../central/db/migrate.ts';
import { migrations } from '../../../../central/db/migrations/index.ts';
import { pgliteDatabase } from '../../../../central/db/pglite.ts';
import { callsOf } from '../../files/filesWorld.ts';
import { startCentral, type TestCentral } from '../../tools/central.ts';
import { levelQueue } from '../../tools/queue.ts';
import { enrolTerminal } from '../../tools/terminal.ts';

const listen = async (central: TestCentral): Promise<TestCentral> => {
  await central.app.listen({ port: 0, host: '127.0.0.1' });
  return central;
};

/** A central whose folder lies on a disk that is on trial, unlike its database, and a counter of store 01. */
export const openSpoolCentral = async (folder: string) => {
  const db = pgliteDatabase(await PGlite.create());
  await migrate(db, migrations);
  let running = await listen(await startCentral(db, { folder }));
  /** Whichever runs now. */
  const now = {
    get app() {
      return running.app;
    },
    get central() {
      return running.central;
    },
  };
  const url = (): string => `http://127.0.0.1:${(running.app.server.address() as AddressInfo).port}`;
  const terminal = await enrolTerminal(now, '01', 'counter');
  return {
    now,
    url,
    queue: await levelQueue(terminal),
    calls: () => callsOf(url(), terminal.token),
    terminal,
    restart: async (): Promise<void> => {
      await running.stop();
      running = await listen(await startCentral(db, { folder }));
    },
    close: async (): Promise<void> => {
      await running.stop();
      await db.close();
    },
  };
};
