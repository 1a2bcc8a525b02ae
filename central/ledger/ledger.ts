import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CentralLedgerLine } from '../../shared/sync/ledger.ts';
import { appendDurably, cutTornEnd, readFrom } from '../keys/appendOnly.ts';
import { syncFolder, writeDurably } from '../keys/durable.ts';
import type { Signer } from '../keys/ed25519.ts';
import { follows, LedgerError, lineHash, lineText, NOTHING_BEFORE, readLine, signLine } from './line.ts';

export type LedgerEntry = Omit<CentralLedgerLine, 'format' | 'seq' | 'prev' | 'sig'>;

/** The erasure ledger: a hash-chained, signed file outside the database and its backups (sync specification 7.2). */
export interface Ledger {
  readonly head: () => { readonly seq: number; readonly hash: string };
  readonly hashAt: (seq: number) => string | undefined;
  readonly after: (seq: number, limit: number) => readonly CentralLedgerLine[];
  /** Appends, makes it last and reads it back; a command that is there already is answered with its line. */
  readonly append: (entry: LedgerEntry) => CentralLedgerLine;
  /** Lines that central lost and a terminal still has: their signatures prove them. Answers how many were new. */
  readonly takeBack: (lines: readonly CentralLedgerLine[]) => number;
}

const pathOf = (folder: string): string => join(folder, 'ledger', 'erasures.ledger');

export const hasLedger = (folder: string): boolean => existsSync(pathOf(folder));

/** Begins the ledger of a new central: one line, which says only that there is a ledger. */
export const createLedger = (folder: string, signer: Signer, now: number): void => {
  if (hasLedger(folder)) throw new Error('ledger exists');
  mkdirSync(join(folder, 'ledger'), { recursive: true, mode: 0o700 });
  const first = signLine(signer, {
    format: 'lete-central-ledger/1',
    seq: 0,
    cmdId: null,
    requestId: null,
    subjectRefs: [],
    orderRefs: [],
    issuedAt: now,
    mapVersion: 0,
    prev: NOTHING_BEFORE,
  });
  writeDurably(pathOf(folder), `${lineText(first)}\n`);
  syncFolder(folder);
};

/** The lines of the file, proved one after the other as they are read. */
const createLines = (path: string, publicKey: string) => {
  const lines: CentralLedgerLine[] = [];
  const hashes: string[] = [];
  let size = 0;
  const head = () => ({ seq: lines.length - 1, hash: hashes.at(-1) ?? NOTHING_BEFORE });
  // Another process of the same central may have appended meanwhile.
  const refresh = (): void => {
    if (statSync(path).size <= size) return;
    const bytes = readFrom(path, size);
    const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
    for (const text of whole.toString().split('\n').slice(0, -1)) {
      const line = readLine(text, head(), publicKey);
      lines.push(line);
      hashes.push(lineHash(line));
    }
    size += whole.length;
  };
  const write = (line: CentralLedgerLine): CentralLedgerLine => {
    appendDurably(path, `${lineText(line)}\n`);
    refresh();
    if (hashes[line.seq] !== lineHash(line)) throw new LedgerError('damaged');
    return line;
  };
  return { lines, hashes, head, refresh, write };
};

/** Reads the whole ledger and proves each line. @throws LedgerError */
export const openLedger = (folder: string, signer: Signer): Ledger => {
  const path = pathOf(folder);
  if (!existsSync(path)) throw new LedgerError('missing');
  cutTornEnd(path);
  const { lines, hashes, head, refresh, write } = createLines(path, signer.publicKey);
  refresh();
  if (lines.length === 0) throw new LedgerError('damaged');
  return {
    head: () => {
      refresh();
      return head();
    },
    hashAt: (seq) => hashes[seq],
    after: (seq, limit) => {
      refresh();
      return lines.slice(seq + 1, seq + 1 + limit);
    },
    append: (entry) => {
      refresh();
      const had = lines.find(({ cmdId }) => cmdId === entry.cmdId);
      if (had !== undefined) return had;
      const { seq, hash } = head();
      return write(signLine(signer, { format: 'lete-central-ledger/1', ...entry, seq: seq + 1, prev: hash }));
    },
    takeBack: (given) => {
      refresh();
      const missing = given.filter(({ seq }) => seq >= lines.length);
      const isNext = (line: CentralLedgerLine): boolean => follows(line, head(), signer.publicKey);
      return missing.filter((line) => isNext(line) && write(line)).length;
    },
  };
};
