import type { UtilityProcess } from 'electron';
import type { Answer } from '../../../shared/contract/answer.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import type { CallName, EventName } from '../../../shared/contract/index.ts';
import type { TerminalState } from '../../../shared/contract/terminal.ts';
import type { Log } from '../../core/log/log.ts';
import { PORT_CALLS, type PortCall, type ToCore, ToMain } from '../../core/ports/messages.ts';
import { createCrashCounter } from './crashes.ts';
import type { ForkedCore } from './forkCore.ts';
import { createLiveness } from './liveness.ts';

export interface SupervisorDeps {
  /** The core that is already loading. */
  readonly first: ForkedCore;
  /** Starts the next one when a core is gone. */
  readonly fork: () => ForkedCore;
  readonly log: Log;
  readonly now: () => number;
  /** Carries out what core asks of the shell; input and output were checked. */
  readonly port: (call: PortCall, input: unknown) => Promise<unknown>;
  readonly onEvent: (name: EventName, payload: unknown) => void;
  readonly onState: (state: TerminalState) => void;
  /** Core is gone: sign-ins end. */
  readonly onLost: () => void;
}

interface Pending {
  readonly ref: string;
  readonly answer: (value: Answer<unknown>) => void;
}

const CLOSE_MS = 30_000;
const PING_MS = 5_000;
const PINGS_UNANSWERED = 6;

/** Starts core, watches it and carries messages. A dead core answers CORE_RESTARTED and comes back by itself. */
export const createCoreSupervisor = (deps: SupervisorDeps) => {
  const crashes = createCrashCounter();
  const liveness = createLiveness(PINGS_UNANSWERED);
  const pending = new Map<number, Pending>();
  let child: UtilityProcess | null = null;
  let state: TerminalState = { state: 'starting' };
  let nextId = 1;
  let closing = false;

  const setState = (next: TerminalState): void => {
    state = next;
    deps.onState(next);
  };
  const send = (message: ToCore): void => child?.postMessage(message);

  const answerPort = async (id: number, call: string, input: unknown): Promise<void> => {
    const spec = Object.hasOwn(PORT_CALLS, call) ? PORT_CALLS[call as PortCall] : undefined;
    try {
      if (!spec) throw new Error('unknown port call');
      const value = spec.output.parse(await deps.port(call as PortCall, spec.input.parse(input)));
      send({ type: 'portAnswer', id, ok: true, value });
    } catch {
      send({ type: 'portAnswer', id, ok: false, value: null });
    }
  };

  const receive = (raw: unknown): void => {
    const message = ToMain.safeParse(raw);
    if (!message.success) return deps.log.error('core-message-refused');
    const { data } = message;
    liveness.heard();
    if (data.type === 'pong') return;
    if (data.type === 'state') setState(data.state);
    else if (data.type === 'event') deps.onEvent(data.name as EventName, data.payload);
    else if (data.type === 'port') void answerPort(data.id, data.call, data.input);
    else {
      pending.get(data.id)?.answer(data.answer as Answer<unknown>);
      pending.delete(data.id);
    }
  };

  const lost = (code: number): void => {
    child = null;
    for (const { ref, answer } of pending.values()) answer({ ok: false, code: 'CORE_RESTARTED', ref });
    pending.clear();
    deps.onLost();
    if (closing) return;
    deps.log.warn('core-exited', { exitStatus: code });
    // It ended by its own will, to open its database anew.
    const next = code === 0 ? { restartAfterMs: 0 } : crashes.next(deps.now());
    if (next === 'crash-loop') return setState({ state: 'failed', failure: 'crash-loop', ref: 'core' });
    setState({ state: 'starting' });
    setTimeout(() => begin(deps.fork()), next.restartAfterMs);
  };

  const begin = ({ process, exited, hear }: ForkedCore): void => {
    child = process;
    void exited.then(lost);
    liveness.heard();
    hear(receive);
  };

  /** A core that no longer answers is as dead as one that exited. */
  const watch = setInterval(() => {
    if (!child) return;
    if (liveness.beat() === 'dead') child.kill();
    else send({ type: 'ping' });
  }, PING_MS);

  begin(deps.first);
  return {
    state: (): TerminalState => state,
    call: (name: CallName, input: unknown, caller: Caller, ref: string): Promise<Answer<unknown>> => {
      if (name === 'terminal:state') return Promise.resolve({ ok: true, value: state });
      if (!child) return Promise.resolve({ ok: false, code: 'NOT_READY', ref });
      return new Promise((answer) => {
        const id = nextId;
        nextId += 1;
        pending.set(id, { ref, answer });
        send({ type: 'call', id, name, input, caller, ref });
      });
    },
    /** Asks core to close the database; kills it if it does not. */
    close: (): Promise<void> => {
      closing = true;
      clearInterval(watch);
      const running = child;
      if (!running) return Promise.resolve();
      return new Promise((done) => {
        const force = setTimeout(() => running.kill(), CLOSE_MS);
        running.once('exit', () => {
          clearTimeout(force);
          done();
        });
        send({ type: 'shutdown' });
      });
    },
  };
};
