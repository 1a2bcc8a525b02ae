import type { HelloAnswer, HelloRequest } from '../../../../../../shared/sync/endpoints.ts';
import { MAX_BATCH_BYTES, MAX_BATCH_OPS } from '../../../../../../shared/sync/op.ts';
import type { Tx } from '../../../../call/context.ts';
import { ledgerHashAt } from './store/ledger.store.ts';
import { relayedHash } from './store/relay.store.ts';
import { type KnownTerminal, noteLevel } from './store/roster.store.ts';
import type { HubStanding } from './standing.ts';

/** The chain that the terminal names is not the one that came by here. */
const isForked = (
  tx: Tx,
  terminal: KnownTerminal,
  { epoch, lastSeq: seq, lastHash }: HelloRequest,
): boolean => {
  if (epoch !== terminal.epoch) return true;
  const known = seq === terminal.lastSeq ? terminal.lastHash : relayedHash(tx.db, { ...terminal, seq });
  return known !== undefined && known !== lastHash;
};

/** What a terminal that comes must know. The hub passes on what central signed and decides nothing by itself. */
export const hubHello = (
  tx: Tx,
  terminal: KnownTerminal,
  { incarnation, head }: HubStanding,
  request: HelloRequest,
): HelloAnswer => {
  const { ledgerSeq, ledgerHash } = request;
  const proven = ledgerSeq !== null && ledgerHashAt(tx.db, ledgerSeq) === ledgerHash ? ledgerSeq : null;
  noteLevel(tx.db, terminal.terminalId, proven);
  const modeOf = (): HelloAnswer['mode'] => {
    if (proven !== head.seq) return 'replay_ledger';
    if (isForked(tx, terminal, request)) return 'new_epoch';
    return request.lastSeq > terminal.lastSeq ? 'resend' : 'ok';
  };
  return {
    mode: modeOf(),
    expectedSeq: terminal.lastSeq + 1,
    expectedHash: terminal.lastHash,
    ledgerHead: head,
    limits: { ops: MAX_BATCH_OPS, bytes: MAX_BATCH_BYTES, uploads: 0 },
    serverTime: tx.now,
    incarnation,
  };
};
