import { join } from 'node:path';
import { openOwnCentral, type OwnCentral } from '../ownCentral.ts';
import { onSmallDisk } from './onSmallDisk.ts';
import type { Told } from '../promises.ts';

const TERMINAL = join(import.meta.dirname, 'fullDiskTerminal.ts');

/** What a counter says of its time on a full disk. */
export interface FullDiskReport {
  readonly told: readonly Told[];
  /** How much had been told when there was room again. */
  readonly toldOnFull: number;
  /** How often what was refused, with the product's code. */
  readonly refused: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
  /** States of a start on the full disk, and with room. */
  readonly startOnFull: string;
  readonly startWithRoom: string;
}

/** What each is refused with: those of core's own functions are what its dispatcher calls DISK_FULL. */
const REFUSALS = ['photo disk-full', 'note DISK_FULL', 'order SQLITE_FULL', 'backup SQLITE_FULL'];
/** A photo may fit, and the row of its order not. */
const ALSO = 'photo SQLITE_FULL';

/** Ops and photos that were told and are not at central. */
const missingAt = async ({ db }: OwnCentral, told: readonly Told[]): Promise<number> =>
  db.transaction({ role: 'api', shops: ['01'] }, async (sql) => {
    const ops = await sql.query<{ id: string }>('SELECT op_id AS id FROM op WHERE NOT repeated');
    const files = await sql.query<{ id: string }>(`SELECT file_id AS id FROM file WHERE state = 'verified'`);
    const there = new Set([...ops, ...files].map(({ id }) => id));
    const wanted = told.flatMap((one) => {
      if (one.is === 'op') return [one.opId];
      return one.is === 'order' ? one.photos.map(({ fileId }) => fileId) : [];
    });
    return wanted.filter((id) => !there.has(id)).length;
  });

const verdictsOf = (report: FullDiskReport, missing: number) => {
  const unrefused = REFUSALS.filter((one) => report.refused[one] === undefined);
  const others = Object.keys(report.refused).filter((one) => !REFUSALS.includes(one) && one !== ALSO);
  const claims: readonly (readonly [string, boolean])[] = [
    [
      '[I10, F4] on a full disk photos, changes, orders and backups are refused by name',
      unrefused.length === 0 && others.length === 0 && report.startOnFull === 'disk-full',
    ],
    [
      '[I1, I4, F4] what was told before and on the full disk stays, and nothing is half there',
      report.problems.length === 0 && report.toldOnFull > 0,
    ],
    [
      '[I1, I9, F4] with room again the terminal goes on, and all of it goes out',
      missing === 0 && report.told.length > report.toldOnFull && report.startWithRoom === 'ready',
    ],
  ];
  return claims.map(([title, holds]) => ({
    title,
    status: holds ? ('passed' as const) : ('failed' as const),
  }));
};

export interface FullDiskOptions {
  /** How long all of the product runs on the full disk, in ms. */
  readonly onFullMs: number;
  readonly tell: (line: string) => void;
}

/** Lets a counter work on a really small disk until that is full, and beyond. No tests where none can be had. */
export const runFullDisk = ({ onFullMs, tell }: FullDiskOptions) =>
  onSmallDisk({ what: 'a terminal', tell }, async (disk) => {
    const central = await openOwnCentral();
    try {
      const script = [TERMINAL, disk.folder, central.url, await central.code(), String(onFullMs)];
      const report = await disk.report<FullDiskReport>(script);
      const missing = await missingAt(central, report.told);
      const { told, toldOnFull, refused, problems, startOnFull } = report;
      tell(`  told ${told.length}, of which on the full disk ${toldOnFull}; at central lack ${missing}`);
      tell(`  refused: ${JSON.stringify(refused)}; a start on it: ${startOnFull}`);
      for (const problem of problems) tell(`  ${problem}`);
      const figures = { told: told.length, toldOnFull, missing, ...refused };
      return { figures, tests: verdictsOf(report, missing) };
    } finally {
      await central.close();
    }
  });
