import type { StoreCode, TerminalId } from '../../shared/domain/ids.ts';
import type { TerminalRole } from '../../shared/sync/primitives.ts';

/** One enrolled installation as central knows it. Times in UTC ms. */
export interface Terminal {
  readonly terminalId: TerminalId;
  readonly shopId: StoreCode;
  readonly role: TerminalRole;
  readonly letter: string;
  readonly epoch: number;
  readonly signPub: string;
  /** The last op of the present epoch; 0 and the hash of the epoch's record before the first. */
  readonly lastSeq: number;
  readonly lastHash: string;
  /** How much of the ledger it has taken in; null before its first report. */
  readonly ledgerSeq: number | null;
  /** When central last saw it level with the ledger. */
  readonly levelAt: number;
  readonly lastSeenAt: number | null;
  readonly unsent: number;
  readonly oldestS: number;
  readonly bytesLeft: number;
  readonly appVersion: string;
  /** Was away longer than tombstones are sure to live: it sends only what names nobody, and enrols anew. */
  readonly mustWipe: boolean;
  readonly revokedAt: number | null;
}
