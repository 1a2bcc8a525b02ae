import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openPostgres } from '../../../central/db/postgres.ts';
import { startFaultProxy } from '../tools/faultProxy.ts';
import { startPostgres } from '../tools/postgres.ts';
import { createChildCentral } from './childCentral.ts';
import { createChildTerminal } from './childTerminal.ts';
import { freePort } from '../tools/freePort.ts';
import type { Member } from './member.ts';
import { DATABASE } from './readCentral.ts';
import { openStoreHub } from './storeHub.ts';

const TERMINALS = 3;

/** Everything of one trial: a real PostgreSQL, central and terminals in processes of their own, a bad line to each. */
export const openStage = async (folder: string, seed: number) => {
  const server = await startPostgres();
  const database = openPostgres(server.url(), 1);
  await database.script(`CREATE DATABASE ${DATABASE}`);
  await database.close();
  const port = await freePort();
  const ledger = join(folder, 'central');
  mkdirSync(ledger);
  const central = createChildCentral(server.url(DATABASE), ledger, port);
  await central.start();
  const terminals: Member[] = [];
  for (let n = 0; n < TERMINALS; n += 1) {
    const terminal = createChildTerminal(folder, `terminal${n}`);
    const proxy = await startFaultProxy(port, `${seed} ${n}`);
    await terminal.start();
    await terminal.enrol(proxy.url, await central.code());
    terminals.push({ terminal, proxy });
  }
  return {
    server,
    central,
    terminals,
    hub: await openStoreHub(terminals),
    /** Ids of ops that users of all terminals were told to be saved. */
    told: (): ReadonlySet<string> => new Set(terminals.flatMap(({ terminal }) => terminal.told())),
    dataFolders: (): readonly string[] => terminals.map(({ terminal }) => terminal.dataFolder()),
    close: async (): Promise<void> => {
      for (const { terminal, proxy } of terminals) {
        await terminal.kill();
        await proxy.close();
      }
      await central.kill();
      server.destroy();
    },
  };
};
export type Stage = Awaited<ReturnType<typeof openStage>>;
