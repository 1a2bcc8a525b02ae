import { Buffer } from 'node:buffer';
import { canonicalJson } from '../../../../../shared/domain/canonicalJson.ts';
import type { CentralLedgerLine, LedgerHead } from '../../../../../shared/sync/ledger.ts';
import { verifySignature } from '../../../keys/signingKey.ts';
import { sha256 } from '../outbox/seal.policy.ts';

/** How far the ledger was taken in. */
export interface LedgerPlace {
  readonly seq: number;
  readonly hash: string;
}

const ZEROS = '0'.repeat(64);

const isSigned = <T extends { readonly sig: string }>({ sig, ...rest }: T, publicKey: string): boolean =>
  verifySignature(publicKey, Buffer.from(canonicalJson(rest)), sig);

/** Whether central itself said so. */
export const isTrueHead = (head: LedgerHead, publicKey: string): boolean => isSigned(head, publicKey);

/**
 * Where lines lead that follow `place` (null before the first): each signed by central and chained to the one before.
 * Null where one does not.
 */
export const followLedger = (
  place: LedgerPlace | null,
  lines: readonly CentralLedgerLine[],
  publicKey: string,
): LedgerPlace | null => {
  let at: LedgerPlace = place ?? { seq: -1, hash: ZEROS };
  for (const line of lines) {
    if (line.seq !== at.seq + 1 || line.prev !== at.hash || !isSigned(line, publicKey)) return null;
    at = { seq: line.seq, hash: sha256(canonicalJson(line)) };
  }
  return at.seq < 0 ? null : at;
};
