import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '../../../../../shared/domain/z.ts';
import { SubjectRef } from '../../../../../shared/domain/ids.ts';
import { canonicalJson } from '../../../../../shared/domain/canonicalJson.ts';
import { writeFileDurably } from '../../../keys/durable.ts';
import { type Signer, verifySignature } from '../../../keys/signingKey.ts';
import type { LedgerHead } from './job.store.ts';

const Ref = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** One line of the ledger: whose erasure was ordered, by pseudonyms and order numbers only (privacy specification 4.9). */
const LedgerLine = z.strictObject({
  format: z.literal('lete-erasure-ledger/1'),
  seq: z.int().min(0),
  /** Null in the first line, which says only that there is a ledger. */
  cmd_id: Ref.nullable(),
  request_id: Ref.nullable(),
  subject_refs: z.array(SubjectRef).max(10_000),
  order_refs: z.array(Ref).max(100_000),
  /** UTC ms. */
  issued_at: z.int().min(0),
  map_version: z.int().min(0),
  /** SHA-256 of the line before; zeros in the first. */
  prev: Hash,
  sig: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
type LedgerLine = z.infer<typeof LedgerLine>;

/** An ordered erasure. */
export type LedgerEntry = LedgerLine & { readonly cmd_id: string; readonly request_id: string };

/** The ledger is gone, shorter than the database knows it, or not this terminal's. The message is the code alone. */
export class LedgerError extends Error {
  readonly code: 'missing' | 'damaged';
  constructor(code: 'missing' | 'damaged') {
    super(code);
    this.name = 'LedgerError';
    this.code = code;
  }
}

export interface Ledger {
  readonly entries: () => readonly LedgerEntry[];
  readonly head: () => LedgerHead;
  /** True when the ledger continues what a database saw of it. */
  readonly continues: (seen: LedgerHead) => boolean;
  /** Appends and makes it last; an entry with the same command is there once. */
  readonly append: (
    entry: Pick<
      LedgerEntry,
      'cmd_id' | 'request_id' | 'subject_refs' | 'order_refs' | 'issued_at' | 'map_version'
    >,
  ) => void;
}

const ZEROS = '0'.repeat(64);

/** Where the ledger lies: beside the key files, in no backup. */
export const ledgerPath = (dataFolder: string): string => join(dataFolder, 'keys', 'erasure.ledger');

const hashOf = (line: string): string => createHash('sha256').update(line).digest('hex');

const signLine = (signer: Signer, unsigned: Omit<LedgerLine, 'sig'>): string =>
  canonicalJson({ ...unsigned, sig: signer.sign(Buffer.from(canonicalJson(unsigned))) });

const parseLine = (text: string, seq: number, prev: string, signer: Signer): LedgerLine => {
  let line: LedgerLine | undefined;
  try {
    line = LedgerLine.safeParse(JSON.parse(text)).data;
  } catch {
    line = undefined;
  }
  if (line === undefined || line.seq !== seq || line.prev !== prev || canonicalJson(line) !== text)
    throw new LedgerError('damaged');
  const { sig, ...unsigned } = line;
  if (!verifySignature(signer.publicKey, Buffer.from(canonicalJson(unsigned)), sig))
    throw new LedgerError('damaged');
  return line;
};

/** Cuts off what a power cut left of a line: it was never reported as written. */
const withoutTornEnd = (path: string): string => {
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) {
    const fd = openSync(path, 'r+');
    try {
      ftruncateSync(fd, Buffer.byteLength(whole));
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  }
  return whole;
};

const appendLine = (path: string, line: string): void => {
  const fd = openSync(path, 'a', 0o600);
  try {
    writeSync(fd, `${line}\n`);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};

/** Begins a ledger where there is none. It says nothing yet but that it exists. */
export const createLedger = async (dataFolder: string, signer: Signer, now: number): Promise<void> => {
  if (existsSync(ledgerPath(dataFolder))) return;
  const first = signLine(signer, {
    format: 'lete-erasure-ledger/1',
    seq: 0,
    cmd_id: null,
    request_id: null,
    subject_refs: [],
    order_refs: [],
    issued_at: now,
    map_version: 0,
    prev: ZEROS,
  });
  await writeFileDurably(ledgerPath(dataFolder), Buffer.from(`${first}\n`));
};

/** Reads the whole ledger and proves each line. @throws LedgerError */
export const openLedger = (dataFolder: string, signer: Signer): Ledger => {
  const path = ledgerPath(dataFolder);
  if (!existsSync(path)) throw new LedgerError('missing');
  const hashes: string[] = [];
  const lines: LedgerLine[] = [];
  const add = (text: string): void => {
    lines.push(parseLine(text, lines.length, hashes.at(-1) ?? ZEROS, signer));
    hashes.push(hashOf(text));
  };
  for (const text of withoutTornEnd(path).split('\n').slice(0, -1)) add(text);
  if (lines.length === 0) throw new LedgerError('damaged');
  const entries = (): readonly LedgerEntry[] =>
    lines.filter((line): line is LedgerEntry => line.cmd_id !== null && line.request_id !== null);
  return {
    entries,
    head: () => ({ seq: lines.length - 1, hash: hashes.at(-1) ?? ZEROS }),
    continues: ({ seq, hash }) => hashes[seq] === hash,
    append: (entry) => {
      if (entries().some(({ cmd_id }) => cmd_id === entry.cmd_id)) return;
      const prev = hashes.at(-1) ?? ZEROS;
      const line = signLine(signer, { format: 'lete-erasure-ledger/1', seq: lines.length, ...entry, prev });
      appendLine(path, line);
      add(line);
    },
  };
};
