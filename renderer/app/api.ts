import type { Answer } from '../../shared/contract/answer.ts';
import { isCommand } from '../../shared/contract/commands.ts';
import type {
  CallInput,
  CallName,
  CallOutput,
  CommandName,
  EventName,
  EventPayload,
} from '../../shared/contract/index.ts';
import { type RequestId, ulid } from '../../shared/domain/ids.ts';

/** What preload puts on the window. */
export interface Bridge {
  readonly on: (name: string, listener: (payload: unknown) => void) => () => void;
  readonly [call: string]: unknown;
}

/** What a person states in a call; the request id is added here. */
export type Asked<N extends CallName> = N extends CommandName
  ? Omit<CallInput<N>, 'requestId'>
  : CallInput<N>;
export type AnswerTo<N extends CallName> = Answer<CallOutput<N>>;

export interface Api {
  /** One try. Commands bring their own request id. */
  readonly call: <N extends CallName>(name: N, input: CallInput<N>) => Promise<AnswerTo<N>>;
  /**
   * Asks until there is an answer: while core starts or comes back the same request, with the same id, waits and is
   * repeated, so that a command is done exactly once (ORD-4).
   */
  readonly ask: <N extends CallName>(name: N, input: Asked<N>) => Promise<AnswerTo<N>>;
  readonly on: <E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void) => () => void;
  /**
   * Runs before a waiting request is repeated: a core that came back no longer knows who stands at this window, so
   * the visit is bound anew. It gets an `ask` of its own, which waits but does not revive.
   */
  readonly beforeRepeat: (revive: (ask: Api['ask']) => Promise<void>) => void;
}

export interface ApiOptions {
  readonly now?: () => number;
  readonly wait?: (ms: number) => Promise<void>;
}

const POLL_MS = 250;
const RANDOM_BYTES = 10;

/** A fresh id for one press; repeated with every try of the same command. */
export function newRequestId(now: number = Date.now()): RequestId {
  return ulid(now, crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))) as RequestId;
}

const isAway = (answer: Answer<unknown>): boolean =>
  !answer.ok && (answer.code === 'CORE_RESTARTED' || answer.code === 'NOT_READY');

/** The typed client of the contract over what preload offers. The only user of `window.api`. */
export function createApi(bridge: Bridge, options: ApiOptions = {}): Api {
  const { now = Date.now, wait = (ms) => new Promise((done) => setTimeout(done, ms)) } = options;
  let revive: ((ask: Api['ask']) => Promise<void>) | null = null;
  let reviving: Promise<void> | null = null;

  const call: Api['call'] = async (name, input) => {
    const way = bridge[name];
    if (typeof way !== 'function') throw new TypeError(`this window has no call ${name}`);
    return (await way(input)) as AnswerTo<typeof name>;
  };

  const ready = async (): Promise<void> => {
    for (;;) {
      const state = await call('terminal:state', {});
      if (state.ok && state.value.state !== 'starting') return;
      await wait(POLL_MS);
    }
  };

  /** One revival for all that wait. */
  const comeBack = (): Promise<void> => {
    reviving ??= ready()
      .then(() => revive?.(askUntil(ready)))
      .finally(() => {
        reviving = null;
      });
    return reviving;
  };

  const askUntil =
    (back: () => Promise<void>): Api['ask'] =>
    async (name, asked) => {
      const input = withRequestId(name, asked, now());
      let mayRevive = back === comeBack && revive !== null;
      for (;;) {
        const answer = await call(name, input);
        const forgotten = mayRevive && !answer.ok && answer.code === 'FORBIDDEN';
        if (!isAway(answer) && !forgotten) return answer;
        if (forgotten) mayRevive = false;
        else await wait(POLL_MS);
        await back();
      }
    };

  return {
    call,
    ask: askUntil(comeBack),
    on: (name, listener) => bridge.on(name, (payload) => listener(payload as EventPayload<typeof name>)),
    beforeRepeat: (next) => {
      revive = next;
    },
  };
}

function withRequestId<N extends CallName>(name: N, asked: Asked<N>, now: number): CallInput<N> {
  const input = isCommand(name) ? { ...asked, requestId: newRequestId(now) } : asked;
  return input as CallInput<N>;
}

/** The client of this window. */
export const createWindowApi = (): Api => createApi((window as unknown as { readonly api: Bridge }).api);
