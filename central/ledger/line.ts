import { canonicalJson } from '../../shared/domain/canonicalJson.ts';
import { CentralLedgerLine, type LedgerHead } from '../../shared/sync/ledger.ts';
import { isSigned, type Signer } from '../keys/ed25519.ts';
import { sha256 } from '../keys/sha256.ts';

/** What `prev` of the first line names. */
export const NOTHING_BEFORE = '0'.repeat(64);

/** The ledger is missing, or not what this central's erasure key signed. The message is the code alone. */
export class LedgerError extends Error {
  readonly code: 'missing' | 'damaged';
  constructor(code: 'missing' | 'damaged') {
    super(`ledger ${code}`);
    this.name = 'LedgerError';
    this.code = code;
  }
}

export type Unsigned = Omit<CentralLedgerLine, 'sig'>;

/** The one text of a line: what is hashed and what stands in the file. */
export const lineText = (line: CentralLedgerLine): string => canonicalJson(line);

export const lineHash = (line: CentralLedgerLine): string => sha256(lineText(line));

export const signLine = (signer: Signer, unsigned: Unsigned): CentralLedgerLine =>
  CentralLedgerLine.parse({ ...unsigned, sig: signer.sign(canonicalJson(unsigned)) });

/** Whether a line follows another and is the key's own. */
export const follows = (
  line: CentralLedgerLine,
  before: { readonly seq: number; readonly hash: string },
  publicKey: string,
): boolean => {
  const { sig, ...unsigned } = line;
  const isNext = line.seq === before.seq + 1 && line.prev === before.hash;
  return isNext && isSigned(publicKey, canonicalJson(unsigned), sig);
};

/** Reads and proves the text of one line. @throws LedgerError `damaged` */
export const readLine = (
  text: string,
  before: { readonly seq: number; readonly hash: string },
  publicKey: string,
): CentralLedgerLine => {
  let line: CentralLedgerLine | undefined;
  try {
    line = CentralLedgerLine.safeParse(JSON.parse(text)).data;
  } catch {
    line = undefined;
  }
  if (line === undefined || lineText(line) !== text || !follows(line, before, publicKey))
    throw new LedgerError('damaged');
  return line;
};

/** How far the ledger goes, said with the erasure key at this instant. */
export const attestHead = (
  signer: Signer,
  head: { readonly seq: number; readonly hash: string },
  attestedAt: number,
): LedgerHead => {
  const said = { seq: head.seq, hash: head.hash, attestedAt };
  return { ...said, sig: signer.sign(canonicalJson(said)) };
};
