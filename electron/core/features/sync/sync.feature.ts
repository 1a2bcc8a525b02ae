import type { SyncStatus, sync } from '../../../../shared/contract/sync.ts';
import type { Health } from '../../../../shared/contract/terminal.ts';
import { EnrolmentAnswer, TerminalsAnswer } from '../../../../shared/sync/endpoints.ts';
import type { Tx } from '../../call/context.ts';
import type { Feature } from '../../call/deps.ts';
import { command, type HandlersFor, preparedCommand, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { describeError } from '../../log/log.ts';
import { keepAbsence, lockRestored } from './absence.ts';
import { type AuditHeads, createCountersign } from './countersign.ts';
import { askToEnrol, enrol } from './enrol.ts';
import { type OrderErasure, takeLedger } from './erasures.ts';
import { hasLettersOfOther, readAnew } from './loop/letters.store.ts';
import type { FilesEnd } from './files/files.store.ts';
import { createHub, type Hub, type HubDeps } from './hub/hub.ts';
import type { SyncStore } from './loop/port.ts';
import { randomOf } from './loop/random.ts';
import { createSyncLoop, type SyncLoop } from './loop/syncLoop.ts';
import { createSyncStore, type FileBacklog, openEpoch } from './loop/syncStore.ts';
import type { Timer } from './loop/waker.ts';
import { resolveLetter } from './outbox/resolve.ts';
import { findTerminal } from './terminal.store.ts';
import { discardWaiting, wipe } from './wipe.ts';
import { createTransport, type SyncTransport } from './transport/calls.ts';
import { createSendBytes, type SendBytes } from './transport/bytes.ts';
import { type Ask, createClient } from './transport/client.ts';
import { type Call, plainFetch, type Send, sendOverHttp } from './transport/http.ts';
import { heldBack, retryHeld } from './heldBack.ts';
import { deadLetters, networkHealth, statusOf, waitingOps } from './views.ts';

export interface SyncDeps extends HubDeps {
  readonly appVersion: string;
  readonly fileBacklog: () => FileBacklog;
  /** Records the orders that are open when this terminal is enrolled. */
  readonly recordOpen: (tx: Tx) => void;
  readonly orderErasure: OrderErasure;
  readonly auditHeads: AuditHeads;
  /** Files may travel, or no longer. */
  readonly onLevel: (level: boolean) => void;
}

export interface SyncFeature extends Feature<HandlersFor<typeof sync>> {
  readonly stop: () => Promise<void>;
  /** Something was put on its way. */
  readonly wake: () => void;
  readonly health: (db: ReadableDb, now: number) => Health['network'];
  /** Something changed that the store's terminals may read here. */
  readonly changed: () => void;
  /** Settings may have changed. */
  readonly settle: () => void;
  /** A restored database is another life of this terminal: its queue begins anew before anything goes out. */
  readonly recover: (restored: boolean) => void;
  /** Photo files, which travel beside the loop: to central, and to the store's hub. */
  readonly sendBytes: Readonly<Record<FilesEnd, SendBytes>>;
}

/** Ends what is on the wire when the loop stops; a new one begins with its start. */
const createLife = () => {
  let life = new AbortController();
  const send: Send = (url, call, token) => {
    const signal = call.signal ? AbortSignal.any([life.signal, call.signal]) : life.signal;
    return sendOverHttp(url, { ...call, signal }, token);
  };
  return {
    send,
    begin: (): void => {
      life = new AbortController();
    },
    end: (): void => life.abort(),
  };
};

const timer: Timer = {
  after: (ms, run) => {
    const handle = setTimeout(run, ms);
    return () => clearTimeout(handle);
  },
};

/** Does something each minute while it is on. What fails, as on a full disk, is told in the log and tried again. */
const everyMinute = (log: SyncDeps['log'], work: () => void) => {
  let cancel = (): void => undefined;
  const again = (): void => {
    cancel = timer.after(60_000, () => {
      try {
        work();
      } catch (error) {
        log.error('minute-failed', describeError(error));
      }
      again();
    });
  };
  return {
    start: again,
    stop: (): void => cancel(),
  };
};

const askedOf = async <T>(deps: SyncDeps, ask: Ask, call: Call<T>): Promise<T> => {
  const who = findTerminal(deps.read) ?? reject('NOT_ENROLLED');
  const reply = await ask(who, call);
  if (reply.kind === 'ok') return reply.value;
  return reject(reply.kind === 'network' ? 'CENTRAL_AWAY' : 'CENTRAL_REFUSED');
};

type Handlers = HandlersFor<typeof sync>;

/** The store's other terminals, which central knows. */
const terminalHandlers = (
  deps: SyncDeps,
  ask: Ask,
): Pick<Handlers, 'sync:terminals' | 'sync:createCode'> => ({
  'sync:terminals': query('sync:terminals', () =>
    askedOf(deps, ask, { method: 'GET', path: '/v1/terminals', answer: TerminalsAnswer }),
  ),
  'sync:createCode': preparedCommand(
    'sync:createCode',
    (q, { role }) => {
      const { shopId } = findTerminal(q.db) ?? reject('NOT_ENROLLED');
      const body = { shopId, role };
      return askedOf(deps, ask, { method: 'POST', path: '/v1/enrolments', body, answer: EnrolmentAnswer });
    },
    (_tx, _input, answer) => answer,
  ),
});

interface Parts {
  readonly loop: SyncLoop;
  readonly hub: Hub;
}

const readStatus = (deps: SyncDeps, { loop, hub }: Parts, db: ReadableDb): SyncStatus => ({
  ...statusOf(db, loop.state(), deps.fileBacklog()),
  hub: hub.status(db),
});

const handlersOf = (deps: SyncDeps, send: Send, ask: Ask, parts: Parts): Handlers => ({
  ...terminalHandlers(deps, ask),
  'sync:status': query('sync:status', (q) => readStatus(deps, parts, q.db)),
  'sync:waiting': query('sync:waiting', (q) => ({ ops: [...waitingOps(q.db, parts.loop.state())] })),
  'sync:sendNow': command('sync:sendNow', (tx) => {
    tx.afterCommit(parts.loop.kick);
    return {};
  }),
  'sync:retry': command('sync:retry', (tx) => {
    retryHeld(tx);
    tx.afterCommit(parts.loop.kick);
    return {};
  }),
  'sync:enrol': preparedCommand(
    'sync:enrol',
    (_q, input) => askToEnrol({ ...deps, send }, input),
    (tx, _input, enrolled) => {
      tx.afterCommit(parts.loop.kick);
      return enrol(tx, enrolled, deps.recordOpen);
    },
  ),
  'sync:deadLetters': query('sync:deadLetters', (q) => ({
    letters: [...deadLetters(q.db)],
    held: [...heldBack(q.db)],
  })),
  'sync:resolve': command('sync:resolve', (tx, input) => {
    resolveLetter(tx, input);
    return {};
  }),
});

const loopOf = (
  deps: SyncDeps,
  transport: SyncTransport,
  { store, onLevel }: { readonly store: SyncStore; readonly onLevel: (level: boolean) => void },
): SyncLoop =>
  createSyncLoop({
    transport,
    store,
    clock: deps.clock,
    random: randomOf(deps.ids),
    timer,
    onLevel,
    onChange: () => {
      deps.emit('sync-changed', {});
      deps.emit('health-changed', {});
    },
    onFault: (error) => deps.log.error('sync-failed', describeError(error)),
  });

/** The client of sync: what is recorded goes to central, what others did comes from it, whatever the line does. */
export const createSyncFeature = (deps: SyncDeps): SyncFeature => {
  const life = createLife();
  const client = createClient({ ...deps, send: life.send });
  const { ask } = client;
  const store = createSyncStore({
    ...deps,
    takeLedger: (lines, place) => {
      deps.transact((tx) => takeLedger(tx, lines, place, deps.orderErasure));
      hub.ledgerTaken();
    },
    discardWaiting: () => deps.transact(discardWaiting),
    wipe: () => deps.transact((tx) => wipe(tx, deps.orderErasure)),
  });
  const hub: Hub = createHub({ deps, ask, timer, store });
  const countersign = createCountersign(deps, deps.auditHeads, ask);
  const loop = loopOf(deps, createTransport(ask, life.send), {
    store,
    onLevel: (level) => {
      deps.onLevel(level);
      hub.onLevel(level);
      if (level) countersign.tell();
    },
  });
  const absence = everyMinute(deps.log, () => deps.transact(keepAbsence));
  const trail = everyMinute(deps.log, countersign.tell);
  return {
    handlers: handlersOf(deps, life.send, ask, { loop, hub }),
    sendBytes: {
      central: createSendBytes({ ...client, who: () => findTerminal(deps.read), fetchIt: plainFetch }),
      hub: hub.sendBytes,
    },
    start: () => {
      life.begin();
      absence.start();
      trail.start();
      loop.start();
      hub.start();
    },
    stop: async () => {
      absence.stop();
      trail.stop();
      life.end();
      await Promise.all([loop.stop(), hub.stop(), countersign.settled()]);
    },
    wake: () => {
      loop.wake();
      hub.wake();
    },
    changed: hub.changed,
    settle: hub.settle,
    health: (db, now) => networkHealth(statusOf(db, loop.state(), deps.fileBacklog()), now),
    recover: (restored) => {
      hub.recover(restored);
      if (restored)
        deps.transact((tx) => {
          openEpoch(tx, 'restored', {});
          lockRestored(tx);
        });
      deps.transact(keepAbsence);
      if (hasLettersOfOther(deps.read, deps.appVersion)) deps.transact((tx) => readAnew(tx.db));
    },
  };
};
