import { join } from 'node:path';
import { onSmallDisk } from './onSmallDisk.ts';

const CENTRAL = join(import.meta.dirname, 'fullSpoolCentral.ts');

/** What a central says of its time on a full disk. */
export interface FullSpoolReport {
  /** Changes that were acknowledged, and photos that are verified in the end. */
  readonly ops: number;
  readonly photos: number;
  /** How often what was refused, by status and code. */
  readonly refused: Readonly<Record<string, number>>;
  /** What does not hold, by what it speaks against. */
  readonly problems: Readonly<Record<'refused' | 'ops' | 'kept' | 'whole' | 'ledger', readonly string[]>>;
}

const REFUSALS = ['photo 503 spool_full', 'key 503 spool_full', 'erasure 503 spool_full'];
/** The line may end before the answer is read. */
const IN_MID_UPLOAD = ['photo in mid-upload 503 spool_full', 'photo in mid-upload cut'];

const CLAIMS = {
  refused: '[I10, F4] on a full disk central refuses photos by its code, and its page and metrics say so',
  ops: '[I1, I10, F4] what needs no room of that disk goes on while it is full, over a start on it too',
  kept: '[I4, I12, F4] what was received is kept, and goes on from there once there is room',
  whole: '[I4, F4] in the end all photos are verified, read back byte for byte, and nothing is half there',
  ledger: '[I7, F4] an erasure that could not be written down waits, and the ledger stays whole',
} as const;

const verdictsOf = ({ refused, problems }: FullSpoolReport) => {
  const others = Object.keys(refused).filter((one) => ![...REFUSALS, ...IN_MID_UPLOAD].includes(one));
  const isByName = others.length === 0 && REFUSALS.every((one) => refused[one] !== undefined);
  return Object.entries(CLAIMS).map(([claim, title]) => {
    const holds = problems[claim as keyof typeof CLAIMS].length === 0 && (claim !== 'refused' || isByName);
    return { title, status: holds ? ('passed' as const) : ('failed' as const) };
  });
};

export interface FullSpoolOptions {
  /** How often the disk is full to the last byte. */
  readonly rounds: number;
  readonly tell: (line: string) => void;
}

/** Lets a central work whose folder lies on a really small disk until that is full, and beyond. No tests where none can be had. */
export const runFullSpool = ({ rounds, tell }: FullSpoolOptions) =>
  onSmallDisk({ what: 'central', tell }, async (disk) => {
    const report = await disk.report<FullSpoolReport>([CENTRAL, disk.folder, String(rounds)]);
    const { ops, photos, refused, problems } = report;
    tell(`  ${ops} changes acknowledged, ${photos} photos verified; refused: ${JSON.stringify(refused)}`);
    for (const what of Object.values(problems).flat()) tell(`  ${what}`);
    return { figures: { ops, photos, ...refused }, tests: verdictsOf(report) };
  });
