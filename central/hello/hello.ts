import { type HelloAnswer, type HelloRequest } from '../../shared/sync/endpoints.ts';
import { MAX_BATCH_BYTES, MAX_BATCH_OPS } from '../../shared/sync/op.ts';
import type { Central } from '../app/central.ts';
import type { Sql } from '../db/database.ts';
import { boundsOf } from '../feed/feed.store.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { attestHead } from '../ledger/line.ts';
import type { Terminal } from '../terminals/terminal.ts';
import { lockTerminal } from '../terminals/terminals.store.ts';
import { noteHello, opHashAt } from './hello.store.ts';
import { hasReadAhead, type Known, modeOf } from './mode.ts';

/** Files a terminal may send at once (sync specification 6.2). */
const MAX_UPLOADS = 4;

/** The line of the ledger that a terminal proves to have taken in; null where it names none of ours. */
const provenLine = ({ ledger }: Central, { ledgerSeq, ledgerHash }: HelloRequest): number | null =>
  ledgerSeq !== null && ledgerHash !== null && ledger.hashAt(ledgerSeq) === ledgerHash ? ledgerSeq : null;

/** A terminal whose ledger is longer, or another one, than central's: somebody lost lines (sync specification 7.2). */
const warnOfLedger = ({ ledger, log }: Central, { terminalId }: Terminal, hello: HelloRequest): void => {
  const { ledgerSeq, ledgerHash } = hello;
  if (ledgerSeq === null || ledger.hashAt(ledgerSeq) === ledgerHash) return;
  log('ledger_mismatch', { terminal: terminalId, seq: ledgerSeq });
};

const knownOf = async (
  { ledger, incarnation }: Central,
  sql: Sql,
  terminal: Terminal,
  request: HelloRequest,
  now: number,
): Promise<Known> => ({
  incarnation,
  bounds: await boundsOf(sql),
  ledgerSeq: ledger.head().seq,
  ledgerHash: ledger.hashAt(request.ledgerSeq ?? -1),
  opHash: await opHashAt(sql, terminal, request.lastSeq),
  now,
});

/** What a terminal that comes back must know, and what it says of itself. */
export const hello = async (
  central: Central,
  { terminalId, shopId }: Terminal,
  request: HelloRequest,
): Promise<HelloAnswer> => {
  const { db, ledger, keys, incarnation, mailer } = central;
  const now = central.now();
  const head = ledger.head();
  return db.transaction({ role: 'api', shops: [shopId] }, async (sql) => {
    const terminal = await lockTerminal(sql, terminalId);
    if (terminal === undefined) throw new SyncFault('unknown_terminal');
    warnOfLedger(central, terminal, request);
    const ledgerSeq = provenLine(central, request);
    const known = await knownOf(central, sql, terminal, request, now);
    if (hasReadAhead(request, known)) central.log('set_back', { terminal: terminalId });
    const mode = modeOf(terminal, request, known);
    await noteHello(sql, terminalId, request, {
      now,
      ledgerSeq,
      isLevel: ledgerSeq === head.seq && mode !== 'wipe',
      mustWipe: mode === 'wipe',
    });
    return {
      mode,
      expectedSeq: terminal.lastSeq + 1,
      expectedHash: terminal.lastHash,
      ledgerHead: attestHead(keys.erasure, head, now),
      limits: { ops: MAX_BATCH_OPS, bytes: MAX_BATCH_BYTES, uploads: MAX_UPLOADS },
      serverTime: now,
      incarnation,
      sends: mailer.sends,
    };
  });
};
