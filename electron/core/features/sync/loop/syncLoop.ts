import { retryAfterMs } from '../../../../../shared/sync/rules/retry.ts';
import { joined } from '../../../call/joined.ts';
import type { Clock } from '../../../ports/clock.ts';
import { connect, type Line } from './connect.ts';
import { Interrupted, type Why } from './interrupted.ts';
import type { Limits } from './port.ts';
import { pullAll, pullNext } from './pull.ts';
import { askDeferred, push } from './push.ts';
import { createWaker, type Timer, type Waker } from './waker.ts';

/** What the loop is at. `error` is the code of what ended the last round; null while all is well. */
export interface LoopState {
  readonly phase: 'idle' | 'sending' | 'waiting';
  readonly error: string | null;
}

export interface LoopDeps extends Line {
  readonly clock: Clock;
  /** 0 to 1, without 1. */
  readonly random: () => number;
  readonly timer: Timer;
  /** Both sides are level: files may travel; or no longer. */
  readonly onLevel: (level: boolean) => void;
  readonly onChange: () => void;
  /** Something that should not happen; the loop goes on. */
  readonly onFault: (error: unknown) => void;
}

export interface SyncLoop {
  readonly start: () => void;
  /** Resolves once nothing of it touches the store any more. */
  readonly stop: () => Promise<void>;
  /** Something was committed. Cuts no pause short that a fault brought. */
  readonly wake: () => void;
  /** Tries at once, whatever pause is running. */
  readonly kick: () => void;
  readonly state: () => LoopState;
}

/** Changes that come together go together. */
const GATHER_MS = 40;
/** Who records without a pause never gets to listen: so often, of such rounds, the feed is read all the same. */
const READ_EVERY = 5;
/** How often central hears of this terminal although nothing happens. */
const HEARTBEAT_MS = 300_000;
/** How often a refusal that somebody must end is tried again. */
const PROBE_MS = 600_000;
const TOO_OLD = 'client_too_old';

/** What central refuses to take keeps nobody from hearing what others did. */
const refusalOf = async (work: () => Promise<void>): Promise<Interrupted | null> => {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Interrupted && error.why.kind === 'refused') return error;
    throw error;
  }
};

const whyOf = ({ onFault }: LoopDeps, error: unknown): Why => {
  if (error instanceof Interrupted) return error.why;
  onFault(error);
  return { kind: 'slow', code: 'failed', askedMs: null };
};

/** The store may be closed for a moment: what it cannot keep now, the next round tells it again. */
const noteIn = ({ store, onFault }: LoopDeps, why: Why): void => {
  try {
    if (why.kind === 'network') store.unheard();
    if (why.kind === 'refused') store.refused(why.code);
  } catch (error) {
    onFault(error);
  }
};

/** Central forgot meanwhile who was erased: what names nobody goes, then everybody of before is erased here. */
const wipeSelf = async (deps: LoopDeps, limits: Limits): Promise<void> => {
  await push(deps, { limits, sending: () => undefined, answered: () => undefined });
  deps.store.wipe();
  throw new Interrupted({ kind: 'refused', code: 'wipe' });
};

/** Waits for the feed or for a commit; where commits never let it wait, it reads the feed each few times. */
const createListener = (deps: LoopDeps, work: Waker) => {
  let unheard = 0;
  return (sendMore: () => Promise<void>): Promise<boolean> => {
    unheard = work.isWoken() ? unheard + 1 : 0;
    const isDue = unheard > 0 && unheard % READ_EVERY === 0;
    return isDue ? pullAll(deps, sendMore) : pullNext(deps, work);
  };
};

/** Counts attempts in a row that brought nothing. */
const createAttempts = () => {
  let failures = 0;
  let wasAnswer = false;
  return {
    brought: (): void => {
      failures = 0;
    },
    /** An answer of central that asks for another round says that the line is good: it waits for none of the faults before it. */
    failed: (isAnswer: boolean): number => {
      failures = isAnswer === wasAnswer ? failures + 1 : 1;
      wasAnswer = isAnswer;
      return failures;
    },
  };
};

/**
 * The one consumer of the queue: hello → ledger → hello → ops → feed, then waits for a commit or for the feed. A timer
 * starts each next attempt, never a new change (I9).
 */
export const createSyncLoop = (deps: LoopDeps): SyncLoop => {
  const { store, random, timer, onLevel, onChange } = deps;
  const work = createWaker(timer);
  const now = createWaker(timer);
  const listen = createListener(deps, work);
  let stopping = false;
  const isStopping = (): boolean => stopping;
  const attempts = createAttempts();
  let tooOld = false;
  let state: LoopState = { phase: 'idle', error: null };

  const setState = (next: LoopState): void => {
    if (next.phase === state.phase && next.error === state.error) return;
    state = next;
    onChange();
  };
  const idle = (): void => setState({ phase: 'idle', error: tooOld ? TOO_OLD : null });

  /** The feed; a central that finds this client too old still takes its ops (sync specification 9). */
  const pulled = async (pull: () => Promise<boolean>): Promise<boolean> => {
    try {
      return await pull();
    } catch (error) {
      if (!(error instanceof Interrupted) || !('code' in error.why) || error.why.code !== TOO_OLD)
        throw error;
      tooOld = true;
      idle();
      return false;
    }
  };

  /** Waits for a commit or for what others did; answers whether to say hello again. */
  const rest = async (isOver: () => boolean, sendMore: () => Promise<void>): Promise<boolean> => {
    const erasure = tooOld ? (await work.wait(null), false) : await pulled(() => listen(sendMore));
    if (stopping) return true;
    work.reset();
    await now.wait(GATHER_MS);
    now.reset();
    return erasure || isOver();
  };

  const round = async (): Promise<void> => {
    const { limits, mode } = await connect(deps);
    if (mode === 'wipe') return wipeSelf(deps, limits);
    store.heard();
    const sendAll = (): Promise<void> =>
      push(deps, {
        limits,
        sending: () => setState({ phase: 'sending', error: state.error }),
        // A line that drops after each batch brings them all the same: it waits for none of the drops before.
        answered: attempts.brought,
      });
    let held = await refusalOf(sendAll);
    const sendMore = async (): Promise<void> => {
      held ??= await refusalOf(sendAll);
      if (held === null) idle();
    };
    if (!tooOld && (await pulled(() => pullAll(deps, sendMore)))) return;
    await askDeferred(deps, limits);
    if (held) throw held;
    attempts.brought();
    idle();
    onLevel(true);
    let over = false;
    const cancel = timer.after(HEARTBEAT_MS, () => {
      over = true;
      work.wake();
    });
    try {
      while (!isStopping() && !(await rest(() => over, sendAll))) {
        await sendAll();
        idle();
      }
    } finally {
      cancel();
    }
  };

  /** Notes what ended a round; answers how long to wait. */
  const noteFault = (why: Why): number => {
    const isAnswer = why.kind === 'again';
    const failures = attempts.failed(isAnswer);
    const code = why.kind === 'network' ? 'offline' : why.code;
    if (!isAnswer || failures > 3) setState({ phase: 'waiting', error: code });
    noteIn(deps, why);
    if (why.kind === 'refused') return PROBE_MS;
    return retryAfterMs(failures, random(), why.kind === 'slow' ? why.askedMs : null);
  };

  const run = async (): Promise<void> => {
    while (!isStopping()) {
      if (store.terminal() === undefined) {
        await now.wait(null);
        now.reset();
        continue;
      }
      try {
        await round();
      } catch (error) {
        onLevel(false);
        if (stopping) return;
        await now.wait(noteFault(whyOf(deps, error)));
        now.reset();
      }
    }
  };
  const rounds = joined(run);

  const kick = (): void => {
    tooOld = false;
    now.wake();
    work.wake();
  };
  return {
    start: () => {
      stopping = false;
      now.reset();
      void rounds.run();
    },
    stop: async () => {
      stopping = true;
      kick();
      await rounds.settled();
      onLevel(false);
    },
    wake: work.wake,
    kick,
    state: () => state,
  };
};
