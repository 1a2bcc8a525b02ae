import type { HelloAnswer, HelloRequest } from '../../shared/sync/endpoints.ts';
import { type Bounds, isAhead, isBefore, placeIn } from '../feed/cursor.ts';
import type { Terminal } from '../terminals/terminal.ts';

/** How long a terminal may be away: tombstones are sure to live longer (sync specification 7.3). */
const WIPE_AFTER_MS = 180 * 86_400_000;

export interface Known {
  readonly incarnation: string;
  readonly bounds: Bounds;
  readonly ledgerSeq: number;
  /** Hash of the ledger's line that the terminal names as its last. */
  readonly ledgerHash: string | undefined;
  /** Hash of the op that the terminal names as its last; undefined where central has none. */
  readonly opHash: string | undefined;
  readonly now: number;
}

const knowsWholeLedger = ({ ledgerSeq, ledgerHash }: HelloRequest, known: Known): boolean =>
  ledgerSeq !== null && ledgerSeq >= known.ledgerSeq && ledgerHash === known.ledgerHash;

/** The terminal's chain and central's are not the same: a copy of its disk was at work, or it was set back. */
const isForked = (terminal: Terminal, hello: HelloRequest, { opHash }: Known): boolean => {
  if (hello.epoch !== terminal.epoch) return true;
  if (hello.lastSeq > terminal.lastSeq) return false;
  return (hello.lastSeq === terminal.lastSeq ? terminal.lastHash : opHash) !== hello.lastHash;
};

/** Of the scopes that it follows: one without a cursor begins with a snapshot by itself, and the others stay where they are. */
const placesOf = ({ scopes }: HelloRequest, incarnation: string) =>
  scopes.flatMap(({ cursor }) => (cursor === null ? [] : [placeIn(incarnation, cursor)]));

/** Whether the terminal has read further than the database goes. */
export const hasReadAhead = (hello: HelloRequest, { incarnation, bounds }: Known): boolean =>
  placesOf(hello, incarnation).some((place) => place !== null && isAhead(place, bounds));

const needsSnapshot = (hello: HelloRequest, known: Known): boolean =>
  hasReadAhead(hello, known) ||
  placesOf(hello, known.incarnation).some((place) => place === null || isBefore(place, known.bounds.floor));

/** What a terminal has to do first. The most urgent of what applies; it says hello again after each. */
export const modeOf = (terminal: Terminal, hello: HelloRequest, known: Known): HelloAnswer['mode'] => {
  if (terminal.mustWipe || known.now - terminal.levelAt > WIPE_AFTER_MS) return 'wipe';
  if (!knowsWholeLedger(hello, known)) return 'replay_ledger';
  if (isForked(terminal, hello, known)) return 'new_epoch';
  if (hello.lastSeq > terminal.lastSeq) return 'resend';
  return needsSnapshot(hello, known) ? 'snapshot' : 'ok';
};
