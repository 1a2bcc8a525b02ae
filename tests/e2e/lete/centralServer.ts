import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openPostgres } from '../../../central/db/postgres.ts';
import { type ChildCentral, createChildCentral } from '../../sync/proc/childCentral.ts';
import { startPostgres } from '../../sync/tools/postgres.ts';
import { freePort } from '../../sync/tools/freePort.ts';

/** What central is told of the server it sends by. */
export const sendsBy = (port: number): Readonly<Record<string, string>> => ({
  LETE_CENTRAL_SMTP_HOST: '127.0.0.1',
  LETE_CENTRAL_SMTP_PORT: String(port),
  LETE_CENTRAL_SMTP_TLS: 'none',
  LETE_CENTRAL_MAIL_FROM: 'Fotolukss <info@example.org>',
});

/** A central as a chain runs it, on a PostgreSQL of its own; ended and thrown away with `end`. */
export interface CentralServer extends Pick<ChildCentral, 'code' | 'start' | 'kill'> {
  readonly url: string;
  /** Everything it keeps outside its database. */
  readonly folder: string;
  readonly rows: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly end: () => Promise<void>;
}

export const startCentralServer = async (
  root: string,
  surroundings: Readonly<Record<string, string>> = {},
): Promise<CentralServer> => {
  const server = await startPostgres();
  const database = openPostgres(server.url(), 1);
  const folder = join(root, 'central');
  await mkdir(folder);
  const port = await freePort();
  const central = createChildCentral(server.url(), folder, port, surroundings);
  await central.start();
  return {
    ...central,
    url: `http://127.0.0.1:${port}`,
    folder,
    rows: (text) => database.transaction({ role: 'owner' }, (sql) => sql.query(text)),
    end: async () => {
      await central.kill();
      await database.close();
      server.destroy();
    },
  };
};
