import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { diskFault } from '../../shared/sync/spool/diskFault.ts';
import type { Sql } from '../db/database.ts';
import { writeDurably, writeUnsynced } from '../keys/durable.ts';

/** How far the database had got, kept outside it: after a restore the database knows less than this. */
const Mark = z.strictObject({
  incarnation: z.string(),
  /** PostgreSQL's own id of the server's data. */
  system: z.string(),
  /** Highest position of the feed that was ever committed. */
  pos: z.number(),
  /** Last line of the erasure ledger that was ever written. */
  ledgerSeq: z.number(),
});
type Mark = z.infer<typeof Mark>;

export interface Life {
  /**
   * Notes how far the feed has got. Not synced: a power cut leaves an older mark, which only makes it less strict. So does a
   * full disk, for which nothing that was committed is refused.
   */
  readonly mark: (pos: number, ledgerSeq: number) => void;
}

const pathOf = (folder: string): string => join(folder, 'life.json');

/** What the last life noted; null before the first, `damaged` where a power cut left something else. */
export const readMark = (folder: string): Mark | 'damaged' | null => {
  if (!existsSync(pathOf(folder))) return null;
  try {
    return Mark.parse(JSON.parse(readFileSync(pathOf(folder), 'utf8')));
  } catch {
    return 'damaged';
  }
};

/** False where the disk is full. */
const hasWritten = (write: () => void): boolean => {
  try {
    write();
    return true;
  } catch (error) {
    if (diskFault(error) === error) throw error;
    return false;
  }
};

/** Begins with what the database says of itself. A full disk keeps no central from starting. */
export const beginLife = (folder: string, first: Mark): Life => {
  hasWritten(() => writeDurably(pathOf(folder), JSON.stringify(first)));
  let last = first;
  return {
    mark: (pos, ledgerSeq) => {
      if (pos <= last.pos && ledgerSeq <= last.ledgerSeq) return;
      const next = { ...last, pos: Math.max(pos, last.pos), ledgerSeq };
      if (hasWritten(() => writeUnsynced(pathOf(folder), JSON.stringify(next)))) last = next;
    },
  };
};

/** What the database says of itself; undefined while it is new. */
export const markOf = async (sql: Sql): Promise<Mark | undefined> => {
  const [row] = await sql.query<Mark>(
    `SELECT incarnation, last_value AS pos,
       (SELECT system_identifier::text FROM pg_control_system()) AS system,
       (SELECT coalesce(max(ledger_seq), 0) FROM erasure) AS "ledgerSeq"
       FROM central_state, feed_pos`,
  );
  return row;
};

/** Whether the database is another one than when the mark was made, or knows less. Who cannot tell says yes. */
export const wasRestored = (mark: Mark | 'damaged', now: Mark): boolean =>
  mark === 'damaged' ||
  mark.incarnation !== now.incarnation ||
  mark.system !== now.system ||
  now.pos < mark.pos;
