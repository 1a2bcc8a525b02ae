import { EventEmitter } from 'node:events';
import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../../core/log/log.ts';
import type { CoreConfig, ToCore } from '../../core/ports/messages.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import type { TerminalState } from '../../../shared/contract/terminal.ts';
import { createCrashCounter } from './crashes.ts';
import { createLiveness } from './liveness.ts';

/** Stands for Electron's utility process: what main sends is kept, what core says the test says. */
class FakeProcess extends EventEmitter {
  readonly sent: ToCore[] = [];
  killed = 0;
  postMessage(message: ToCore): void {
    this.sent.push(message);
  }
  kill(): void {
    this.killed += 1;
    this.emit('exit', 1);
  }
}

const forked: { process: FakeProcess; options: { env: Record<string, string> } }[] = [];
vi.mock('electron', () => ({
  utilityProcess: {
    fork: (_entry: string, _args: readonly string[], options: { env: Record<string, string> }) => {
      const process = new FakeProcess();
      forked.push({ process, options });
      return process;
    },
  },
}));
const { createCoreSupervisor } = await import('./coreSupervisor.ts');
const { forkCore } = await import('./forkCore.ts');

const staff: Caller = { windowId: 1, terminal: 'counter', role: 'staff', staffId: null };
const latest = (): FakeProcess => forked.at(-1)?.process ?? new FakeProcess();

const fork = () => forkCore('core.js', { dataFolder: 'data' } as CoreConfig);

const supervised = (first = fork()) => {
  const states: TerminalState[] = [];
  const events: unknown[] = [];
  const lost: number[] = [];
  const ports: unknown[] = [];
  const supervisor = createCoreSupervisor({
    first,
    fork,
    log: createLog(
      () => 0,
      () => {},
    ),
    now: () => Date.now(),
    port: async (call, input) => {
      ports.push([call, input]);
      return call === 'os:available' ? true : null;
    },
    onEvent: (name, payload) => void events.push([name, payload]),
    onState: (state) => void states.push(state),
    onLost: () => void lost.push(forked.length),
  });
  return { supervisor, states, events, lost, ports };
};

beforeEach(() => {
  forked.length = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('the supervisor of core', () => {
  it('tells core its configuration, carries calls and answers, and answers the state itself', async () => {
    const { supervisor, states, events } = supervised();
    expect(latest().sent).toEqual([{ type: 'init', config: { dataFolder: 'data' } }]);
    const answer = supervisor.call('staff:who', {}, staff, 'r1');
    expect(latest().sent.at(-1)).toEqual({
      type: 'call',
      id: 1,
      name: 'staff:who',
      input: {},
      caller: staff,
      ref: 'r1',
    });
    latest().emit('message', { type: 'answer', id: 1, answer: { ok: true, value: 7 } });
    expect(await answer).toEqual({ ok: true, value: 7 });
    latest().emit('message', { type: 'state', state: { state: 'locked', kind: 'kiosk' } });
    latest().emit('message', { type: 'event', name: 'kiosk-changed', payload: {} });
    expect([states, events]).toEqual([[{ state: 'locked', kind: 'kiosk' }], [['kiosk-changed', {}]]]);
    expect(await supervisor.call('terminal:state', {}, staff, 'r2')).toEqual({ ok: true, value: states[0] });
  });

  it('hears first, and once, what core said before main had loaded what it needs to listen', () => {
    const first = fork();
    latest().emit('message', { type: 'state', state: { state: 'locked', kind: 'kiosk' } });
    latest().emit('message', { type: 'event', name: 'kiosk-changed', payload: {} });
    const { states, events } = supervised(first);
    latest().emit('message', { type: 'event', name: 'media-changed', payload: {} });
    expect(states).toEqual([{ state: 'locked', kind: 'kiosk' }]);
    expect(events).toEqual([
      ['kiosk-changed', {}],
      ['media-changed', {}],
    ]);
  });

  it('hands over a short environment without secrets', () => {
    vi.stubEnv('LETE_TEST_SECRET', 'hush');
    supervised();
    vi.unstubAllEnvs();
    const { env } = forked[0]?.options ?? { env: {} };
    expect(Object.keys(env)).not.toContain('LETE_TEST_SECRET');
    expect(Object.keys(env).length).toBeGreaterThan(0);
  });

  it('[REC-5] starts a core anew at once that ended by its own will, and counts no crash', async () => {
    supervised();
    for (let restart = 1; restart <= 6; restart += 1) {
      latest().emit('exit', 0);
      await vi.advanceTimersByTimeAsync(1);
      expect(forked).toHaveLength(restart + 1);
    }
  });

  it('[REC-2] answers CORE_RESTARTED for what was pending when core dies, ends sign-ins and starts again', async () => {
    const { supervisor, states, lost } = supervised();
    const answers = [
      supervisor.call('staff:who', {}, staff, 'r1'),
      supervisor.call('drafts:mine', {}, staff, 'r2'),
    ];
    latest().emit('exit', 9);
    expect(await Promise.all(answers)).toEqual([
      { ok: false, code: 'CORE_RESTARTED', ref: 'r1' },
      { ok: false, code: 'CORE_RESTARTED', ref: 'r2' },
    ]);
    expect([lost, states.at(-1)]).toEqual([[1], { state: 'starting' }]);
    expect(await supervisor.call('staff:who', {}, staff, 'r3')).toMatchObject({ code: 'NOT_READY' });
    vi.advanceTimersByTime(200);
    expect(forked).toHaveLength(2);
    expect(latest().sent[0]?.type).toBe('init');
  });

  it('[REC-2] starts again what ended while main was still loading', async () => {
    const first = fork();
    latest().emit('exit', 9);
    const { lost } = supervised(first);
    await vi.advanceTimersByTimeAsync(200);
    expect([lost, forked.length]).toEqual([[1], 2]);
    expect(latest().sent[0]?.type).toBe('init');
  });

  it('[REC-2] shows the out-of-order screen after several crashes in a minute', async () => {
    const { states } = supervised();
    for (let crash = 0; crash < 4; crash += 1) {
      latest().emit('exit', 9);
      await vi.advanceTimersByTimeAsync(6_000);
    }
    expect(states.at(-1)).toEqual({ state: 'failed', failure: 'crash-loop', ref: 'core' });
    vi.advanceTimersByTime(600_000);
    expect(forked).toHaveLength(4);
  });

  it('[REC-2] ends a core that no longer answers, but not one that does', async () => {
    supervised();
    const first = latest();
    for (let beat = 0; beat < 20; beat += 1) {
      vi.advanceTimersByTime(5_000);
      first.emit('message', { type: 'pong' });
    }
    expect(first.killed).toBe(0);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(first.killed).toBe(1);
    expect(forked).toHaveLength(2);
  });

  it('lets an answering core live through a suspend: the clock jumps, nobody was asked', () => {
    supervised();
    vi.advanceTimersByTime(5_000);
    latest().emit('message', { type: 'pong' });
    vi.setSystemTime(Date.now() + 8 * 3_600_000);
    vi.advanceTimersByTime(5_000);
    expect(latest().killed).toBe(0);
  });

  it('does for core what its ports say, and refuses all else', async () => {
    const { ports } = supervised();
    const ask = async (call: string, input: unknown) => {
      latest().emit('message', { type: 'port', id: 5, call, input });
      await vi.advanceTimersByTimeAsync(1);
      return latest().sent.at(-1);
    };
    expect(await ask('os:available', null)).toEqual({ type: 'portAnswer', id: 5, ok: true, value: true });
    const no = { type: 'portAnswer', id: 5, ok: false, value: null };
    expect(await ask('shell:exec', 'rm')).toEqual(no);
    expect(await ask('toString', null)).toEqual(no);
    expect(await ask('os:wrap', 'text')).toEqual(no);
    expect(await ask('os:unwrap', new Uint8Array(2))).toEqual(no);
    expect(ports).toEqual([
      ['os:available', null],
      ['os:unwrap', new Uint8Array(2)],
    ]);
  });

  it('does not act on what is no message', () => {
    const { states, events } = supervised();
    for (const raw of [null, 'text', { type: 'state', state: { state: 'ready' } }, { type: 'run' }])
      latest().emit('message', raw);
    expect([states, events]).toEqual([[], []]);
  });

  it('closing asks core to close and does not start it again; a core that hangs is ended', async () => {
    const { supervisor } = supervised();
    const closed = supervisor.close();
    expect(latest().sent.at(-1)).toEqual({ type: 'shutdown' });
    vi.advanceTimersByTime(30_000);
    expect(latest().killed).toBe(1);
    await closed;
    vi.advanceTimersByTime(600_000);
    expect(forked).toHaveLength(1);
  });
});

describe('crashes', () => {
  it('[REC-2] wait longer each time and forgive after a minute', () => {
    const counter = createCrashCounter();
    expect([0, 1_000, 2_000].map((at) => counter.next(at))).toEqual([
      { restartAfterMs: 100 },
      { restartAfterMs: 200 },
      { restartAfterMs: 400 },
    ]);
    expect(counter.next(61_500)).toEqual({ restartAfterMs: 200 });
    expect(counter.next(61_600)).toEqual({ restartAfterMs: 400 });
    expect(counter.next(61_700)).toBe('crash-loop');
  });
});

describe('liveness', () => {
  it('gives up after so many unanswered questions in a row', () => {
    const liveness = createLiveness(2);
    expect([liveness.beat(), liveness.beat(), liveness.beat()]).toEqual(['ask', 'ask', 'dead']);
    liveness.heard();
    expect(liveness.beat()).toBe('ask');
  });
});
