import type { HelloRequest, OpsRequest } from '../../../../../shared/sync/endpoints.ts';
import { EpochRecord, MAX_BATCH_OPS } from '../../../../../shared/sync/op.ts';
import { nextBatch } from '../../../../../shared/sync/rules/batch.ts';
import type { Tx } from '../../../call/context.ts';
import type { CoreDeps } from '../../../call/deps.ts';
import {
  backlogOf,
  countAttempt,
  deferredOps,
  hasAnsweredBefore,
  hashBefore,
  hasOp,
  lastSealed,
  pendingOps,
  renumber,
  rewindTo,
  setAside,
  setLastSeq,
  takeResult,
  wholeFrom,
  wireOf,
} from '../outbox/outbox.store.ts';
import { sealOps } from '../outbox/sealOps.ts';
import { epochText, signText } from '../outbox/seal.policy.ts';
import {
  beginEpoch,
  findTerminal,
  noteContact,
  noteEpochTaken,
  noteOffline,
  noteRefused,
  noteSends,
  sendsOf,
  setIncarnation,
  type SyncTerminal,
} from '../terminal.store.ts';
import { relayAnew } from '../hub/serve/store/relay.store.ts';
import { createRelays } from '../hub/serve/relays.ts';
import { firstUponProvisional } from '../hub/use/provisional.store.ts';
import { endAbsence } from '../absence.ts';
import { attestLedger, dropCursor, ledgerLines, ledgerPlace, placeOf } from './place.store.ts';
import type { Limits, Relays, SyncStore } from './port.ts';
import { followedFrom, scopesOf } from './pull.ts';
import { takePage, type TakePageDeps } from './takePage.ts';

/** Files that wait beside the ops. */
export interface FileBacklog {
  readonly files: number;
  readonly bytes: number;
}

export interface SyncStoreDeps
  extends Pick<CoreDeps, 'clock' | 'read' | 'transact' | 'signer'>,
    TakePageDeps {
  readonly fileBacklog: () => FileBacklog;
  readonly takeLedger: SyncStore['takeLedger'];
  readonly wipe: SyncStore['wipe'];
  readonly discardWaiting: SyncStore['discardWaiting'];
}

/** As many as one call may carry. */
const MAX_LEDGER_LINES = 1000;
/** Contact is written down so often at most; sooner when the line had been away. */
const NOTE_EVERY_MS = 60_000;

/**
 * Opens the epoch behind the running one, in one transaction with what goes under it. Where central was not told of the
 * running one yet, that will do, unless it is `taken` by another life of this terminal.
 */
export const openEpoch = (
  tx: Tx,
  reason: Exclude<EpochRecord['reason'], 'enrolled'>,
  { everything = false, taken = false }: { readonly everything?: boolean; readonly taken?: boolean },
): void => {
  const who = findTerminal(tx.db);
  if (who === undefined || (who.epochRecord !== null && !taken)) return;
  const { seq, hash } = lastSealed(tx.db, who);
  const epoch = who.epoch + 1;
  const last = { lastSeq: seq, lastHash: hash };
  const { text, hash: recordHash } = epochText({
    terminalId: who.terminalId as never,
    epoch,
    reason,
    ...last,
  });
  beginEpoch(tx.db, { epoch, hash: recordHash, record: text });
  setLastSeq(tx.db, renumber(tx.db, epoch, { everything, now: tx.now }));
  tx.emit('sync-changed', {});
};

/** Seals the first ops that wait and may go now. */
const sealNext = (
  tx: Tx,
  who: SyncTerminal,
  limits: Limits,
  { signer, upTo }: { readonly signer: CoreDeps['signer']; readonly upTo: number },
): OpsRequest | null => {
  const { epoch, incarnation, terminalId } = who;
  const before = firstUponProvisional(tx.db, epoch) ?? Number.POSITIVE_INFINITY;
  const pending = pendingOps(tx.db, epoch, MAX_BATCH_OPS).filter(({ seq }) => seq <= upTo && seq < before);
  const ops = nextBatch(pending, limits);
  if (ops.length === 0) return null;
  const sealed = sealOps(tx, who, ops, signer);
  countAttempt(tx.db, epoch, ops);
  return { incarnation, terminalId: terminalId as OpsRequest['terminalId'], epoch, ops: sealed };
};

const queueOf = ({ read, transact, signer, clock }: SyncStoreDeps, { ownUpTo }: Pick<Relays, 'ownUpTo'>) => ({
  nextBatch: (who: SyncTerminal, limits: Limits) =>
    transact((tx) => sealNext(tx, who, limits, { signer, upTo: ownUpTo() })),
  deferredBatch: ({ epoch, terminalId, incarnation }: SyncTerminal, limits: Limits) => {
    const ops = nextBatch(deferredOps(read, epoch, MAX_BATCH_OPS), limits).map(wireOf);
    const wire = ops.filter((op) => op !== null);
    return wire.length === 0
      ? null
      : { incarnation, terminalId: terminalId as OpsRequest['terminalId'], epoch, ops: wire };
  },
  setAside: (who: SyncTerminal) =>
    transact((tx) => {
      if (!setAside(tx.db, who.epoch, clock.now())) return false;
      // Central never saw it: what it did here goes only where everything is read anew.
      for (const scope of scopesOf(who)) dropCursor(tx.db, scope);
      openEpoch(tx, 'bad_chain', {});
      tx.emit('health-changed', {});
      return true;
    }),
  takeResults: ((epoch, results) =>
    transact((tx) => {
      const named = results.filter((one) => takeResult(tx.db, epoch, one, clock.now())).length;
      if (named > 0) tx.emit('sync-changed', {});
      return named;
    })) satisfies SyncStore['takeResults'],
  expect: ((who, seq, hash) =>
    transact((tx) => {
      const last = lastSealed(tx.db, who);
      if (seq > last.seq + 1) return 'epoch';
      const before = hashBefore(tx.db, who.epoch, seq, who.epochHash);
      if (before !== null && hash !== null && before !== hash) return 'fork';
      if (seq <= last.seq && !hasOp(tx.db, who.epoch, seq)) return 'epoch';
      if (rewindTo(tx.db, who.epoch, seq) > 0) tx.emit('sync-changed', {});
      return 'fine';
    })) satisfies SyncStore['expect'],
});

const epochsOf = ({ read, transact, signer }: SyncStoreDeps) => ({
  epochRequest: (({ epochRecord }) =>
    epochRecord === null
      ? null
      : {
          record: EpochRecord.parse(JSON.parse(epochRecord)),
          sig: signText(signer, epochRecord),
        }) satisfies SyncStore['epochRequest'],
  epochTaken: () => transact((tx) => noteEpochTaken(tx.db)),
  openEpoch: ((reason, how) =>
    transact((tx) => openEpoch(tx, reason, how ?? {}))) satisfies SyncStore['openEpoch'],
  meetIncarnation: ({ epoch }: SyncTerminal, incarnation: string) =>
    transact((tx) => {
      setIncarnation(tx.db, incarnation);
      relayAnew(tx.db);
      // This life may have judged them otherwise, and this disk may have been set back since: central answers them again.
      if (rewindTo(tx.db, epoch, wholeFrom(tx.db, epoch)) > 0) tx.emit('sync-changed', {});
    }),
  hasClosedEpochs: ({ epoch }: SyncTerminal) => hasAnsweredBefore(read, epoch),
});

const feedOf = (deps: SyncStoreDeps) => ({
  place: (scope: string, incarnation: string) => placeOf(deps.read, scope, incarnation),
  dropCursor: (scope: string) => deps.transact((tx) => dropCursor(tx.db, scope)),
  takePage: ((where, items) =>
    deps.transact((tx) => takePage(deps, tx, where, items))) satisfies SyncStore['takePage'],
});

const contactOf = ({ read, transact, clock }: SyncStoreDeps) => {
  const isNoted = (now: number): boolean => {
    const known = findTerminal(read);
    if (known === undefined) return true;
    const { lastContactAt: at, offlineSince, refused } = known;
    const recent = at !== null && now >= at && now - at < NOTE_EVERY_MS;
    return recent && offlineSince === null && refused === null;
  };
  return {
    heard: () => {
      const now = clock.now();
      if (!isNoted(now)) transact((tx) => noteContact(tx.db, now));
    },
    unheard: () => {
      if (findTerminal(read)?.offlineSince === null) transact((tx) => noteOffline(tx.db, tx.now));
    },
    refused: (code: string) => transact((tx) => noteRefused(tx.db, code, tx.now)),
    noteSends: ((sends) => {
      const before = sendsOf(read);
      if (before.email === sends.email && before.sms === sends.sms) return;
      transact((tx) => {
        noteSends(tx.db, sends);
        tx.emit('settings-changed', {});
        tx.emit('health-changed', {});
      });
    }) satisfies SyncStore['noteSends'],
  };
};

const helloOf = (
  { read, clock, appVersion, fileBacklog }: SyncStoreDeps,
  who: SyncTerminal,
): HelloRequest => {
  const { seq, hash } = lastSealed(read, who);
  const place = ledgerPlace(read);
  const { ops, oldestAt } = backlogOf(read);
  const oldestS = oldestAt === null ? 0 : Math.max(0, Math.round((clock.now() - oldestAt) / 1_000));
  return {
    epoch: who.epoch,
    lastSeq: seq,
    lastHash: hash,
    ledgerSeq: place?.seq ?? null,
    ledgerHash: place?.hash ?? null,
    scopes: scopesOf(who).map((scope) => ({
      scope,
      cursor: followedFrom(placeOf(read, scope, who.incarnation)),
    })),
    backlog: { ops, oldestS, ...fileBacklog() },
    appVersion,
  };
};

/** The loop's store over the terminal's own database. */
export const createSyncStore = (deps: SyncStoreDeps): SyncStore => {
  const { ownUpTo, ...relays } = createRelays(deps);
  return {
    ...relays,
    ...queueOf(deps, { ownUpTo }),
    ...epochsOf(deps),
    ...feedOf(deps),
    ...contactOf(deps),
    terminal: () => findTerminal(deps.read),
    hello: (who) => helloOf(deps, who),
    ledgerPlace: () => ledgerPlace(deps.read),
    ledgerLines: (after) => ledgerLines(deps.read, after, MAX_LEDGER_LINES),
    takeLedger: deps.takeLedger,
    wipe: deps.wipe,
    discardWaiting: deps.discardWaiting,
    attest: ({ attestedAt }) =>
      deps.transact((tx) => {
        attestLedger(tx.db, attestedAt);
        endAbsence(tx);
      }),
  };
};
