import { join } from 'node:path';
import { onSmallDisk } from './onSmallDisk.ts';

const CENTRAL = join(import.meta.dirname, 'fullDatabaseCentral.ts');
/** PostgreSQL takes 40 MiB of it before anything happens. */
const DISK_MIB = 128;
/** The orders that are told in a further round stay. */
const ROUND_MIB = 24;

/** What a central says of its time while its PostgreSQL had no room. */
export interface FullDatabaseReport {
  /** Orders that were acknowledged, and how many of them while there was no room. */
  readonly told: number;
  readonly toldOnFull: number;
  /** How often PostgreSQL went down for want of room for its log. */
  readonly downs: number;
  /** How often what was refused, by status and code. */
  readonly refused: Readonly<Record<string, number>>;
  /** What does not hold, by what it speaks against. */
  readonly problems: Readonly<Record<'refused' | 'kept' | 'level', readonly string[]>>;
}

const CLAIMS = {
  refused:
    "[I10, F4] while PostgreSQL's disk is full central refuses changes, tells the operator why, and neither ends nor hangs",
  kept: '[I1, I2, F4] what was acknowledged is in PostgreSQL once, and nothing that was refused',
  level: '[I3, I9, F4] with room again the same ops are taken in their order, and the feed names all of them',
} as const;

const verdictsOf = ({ downs, refused, problems }: FullDatabaseReport) =>
  Object.entries(CLAIMS).map(([claim, title]) => {
    const isTried =
      downs > 0 && refused['503 unavailable'] !== undefined && Object.keys(refused).length === 1;
    const holds = problems[claim as keyof typeof CLAIMS].length === 0 && (claim !== 'refused' || isTried);
    return { title, status: holds ? ('passed' as const) : ('failed' as const) };
  });

export interface FullDatabaseOptions {
  /** How often the disk is full to the last byte, for its tables and then for its log. */
  readonly rounds: number;
  readonly tell: (line: string) => void;
}

/** Lets a central work whose PostgreSQL lies on a really small disk until that is full, and beyond. No tests where none can be had. */
export const runFullDatabase = ({ rounds, tell }: FullDatabaseOptions) => {
  const mib = DISK_MIB + (rounds - 1) * ROUND_MIB;
  return onSmallDisk({ what: "central's PostgreSQL", tell, mib }, async (disk) => {
    const report = await disk.report<FullDatabaseReport>([CENTRAL, disk.folder, String(rounds)]);
    const { told, toldOnFull, downs, refused, problems } = report;
    tell(`  told ${told}, of which without room ${toldOnFull}; PostgreSQL went down ${downs} times`);
    tell(`  refused: ${JSON.stringify(refused)}`);
    for (const what of Object.values(problems).flat()) tell(`  ${what}`);
    return { figures: { told, toldOnFull, downs, ...refused }, tests: verdictsOf(report) };
  });
};
