import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPostgres } from '../../../central/db/postgres.ts';
import { startFaultProxy } from '../tools/faultProxy.ts';
import { startPostgres } from '../tools/postgres.ts';
import { createChildCentral } from './childCentral.ts';
import { type ChildTerminal, createChildTerminal } from './childTerminal.ts';
import { freePort } from '../tools/freePort.ts';

const TERMINALS = 3;

/** Everything of one trial: a real PostgreSQL, central and terminals in processes of their own, a bad line to each. */
export const openStage = async (folder: string, seed: number) => {
  const server = await startPostgres();
  const database = openPostgres(server.url(), 1);
  await database.script('CREATE DATABASE lete_trial');
  await database.close();
  const port = await freePort();
  const ledger = join(folder, 'central');
  mkdirSync(ledger);
  const central = createChildCentral(server.url('lete_trial'), ledger, port);
  await central.start();
  const terminals: {
    readonly terminal: ChildTerminal;
    readonly proxy: Awaited<ReturnType<typeof startFaultProxy>>;
  }[] = [];
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
    /** What users of all terminals were told to be saved, by op id. */
    told: (): ReadonlyMap<string, string> => {
      const lines = terminals.flatMap(({ terminal }) =>
        existsSync(terminal.oracle) ? readFileSync(terminal.oracle, 'utf8').split('\n') : [],
      );
      return new Map(
        lines.flatMap((line) => {
          const [opId, key, , more] = [...line.split(' '), ''];
          return opId?.length === 32 && key !== undefined && more === '' ? [[opId, key] as const] : [];
        }),
      );
    },
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
