import type { HelloAnswer } from '../../../../../shared/sync/endpoints.ts';
import type { SyncTerminal } from '../terminal.store.ts';
import type { SyncTransport } from '../transport/calls.ts';
import { again, Interrupted, must } from './interrupted.ts';
import { followLedger, isTrueHead } from './ledger.policy.ts';
import type { SyncStore } from './port.ts';

export interface Line {
  readonly transport: SyncTransport;
  readonly store: SyncStore;
}

/** What pulling the ledger needs: of central, or of a hub that passes on what central signed. */
interface LedgerLine {
  readonly transport: Pick<SyncTransport, 'ledger'>;
  readonly store: Pick<SyncStore, 'ledgerPlace' | 'takeLedger'>;
}

/** A central that says nothing of it sends nothing. */
const NOTHING_SENT = { email: false, sms: false };

const refuse = (code: string): never => {
  throw new Interrupted({ kind: 'refused', code });
};

export const enrolled = (store: SyncStore): SyncTerminal => store.terminal() ?? again('not_enrolled');

/** Tells central of an epoch that was begun here. One that is taken already belongs to another life: the next one. */
const tellEpoch = async ({ transport, store }: Line, who: SyncTerminal): Promise<void> => {
  const request = store.epochRequest(who);
  if (request === null) return;
  const reply = await transport.openEpoch(who, request);
  if (reply.kind === 'refused' && reply.code === 'epoch_taken') {
    store.openEpoch('restored', { taken: true });
    return again('epoch_taken');
  }
  must(reply);
  store.epochTaken();
};

/**
 * Gives central back what it lost of its ledger: it named those lines here before, and its own signature proves them
 * (sync specification 7.2). What went in between could otherwise bring somebody back.
 */
const returnLedger = async ({ transport, store }: Line, who: SyncTerminal, seq: number): Promise<void> => {
  const lines = store.ledgerLines(seq);
  if (lines.length === 0) return refuse('ledger_behind');
  must(await transport.returnLedger(who, lines));
};

/** Pulls central's ledger to its end, before anything personal is sent (I7). */
export const pullLedger = async ({ transport, store }: LedgerLine, who: SyncTerminal): Promise<void> => {
  for (;;) {
    const before = store.ledgerPlace();
    const { entries, head } = must(await transport.ledger(who, before?.seq ?? null));
    const place = followLedger(before, entries, who.erasurePub);
    if (place === null || !isTrueHead(head, who.erasurePub)) return refuse('ledger_broken');
    store.takeLedger(entries, place);
    if (place.seq >= head.seq && place.hash === head.hash) return;
    if (place.seq >= head.seq || entries.length === 0) return refuse('ledger_broken');
  }
};

/**
 * Sets the queue to what central has; ends the round where a new epoch is needed. A central of another life may have lost
 * what it answered in earlier epochs, whose chains are closed: all that is kept goes again in a new one.
 */
const meetQueue = ({ store }: Line, who: SyncTerminal, answer: HelloAnswer): void => {
  const renewed = answer.incarnation !== who.incarnation;
  if (answer.mode === 'wipe') {
    // It is done once; until it is joined again, central takes nothing from here.
    if (who.refused === 'wipe') refuse('wipe');
    if (store.discardWaiting()) again('new_epoch');
  }
  const standing =
    answer.mode === 'new_epoch' ? 'epoch' : store.expect(who, answer.expectedSeq, answer.expectedHash);
  const begins = standing !== 'fine' || (renewed && store.hasClosedEpochs(who));
  if (begins) store.openEpoch(standing === 'fork' ? 'fork' : 'restored', { everything: renewed });
  if (renewed) store.meetIncarnation(who, answer.incarnation);
  if (begins) again('new_epoch');
};

/**
 * Whether central's ledger is level with what was taken in. Records that an absence closed are open then, but of a
 * terminal that has to wipe itself.
 */
const isLevel = ({ store }: Line, { mode, ledgerHead }: HelloAnswer): boolean => {
  const place = store.ledgerPlace();
  if (place === null || mode === 'replay_ledger' || place.seq !== ledgerHead.seq) return false;
  if (place.hash !== ledgerHead.hash) return refuse('ledger_behind');
  if (mode !== 'wipe') store.attest(ledgerHead);
  return true;
};

/** Brings both sides' ledgers nearer: what central lost goes there, what is new comes here. */
const levelLedger = (line: Line, who: SyncTerminal, { seq }: HelloAnswer['ledgerHead']): Promise<void> =>
  (line.store.ledgerPlace()?.seq ?? -1) > seq ? returnLedger(line, who, seq) : pullLedger(line, who);

/** hello → ledger → hello, until both sides agree on epoch, queue and ledger (sync specification 4.5). */
export const connect = async (line: Line): Promise<HelloAnswer> => {
  const { transport, store } = line;
  await tellEpoch(line, enrolled(store));
  for (let round = 0; round < 3; round += 1) {
    const who = enrolled(store);
    const answer = must(await transport.hello(who, store.hello(who)));
    if (!isTrueHead(answer.ledgerHead, who.erasurePub)) return refuse('ledger_broken');
    if (isLevel(line, answer)) {
      store.noteSends(answer.sends ?? NOTHING_SENT);
      meetQueue(line, who, answer);
      if (answer.mode === 'snapshot')
        for (const { scope } of store.hello(who).scopes) store.dropCursor(scope);
      return answer;
    }
    await levelLedger(line, who, answer.ledgerHead);
  }
  return again('ledger_first');
};
