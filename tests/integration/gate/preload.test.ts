import { compileFunction } from 'node:vm';
import { join } from 'node:path';
import { build, type Rollup } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { SURFACES, type WindowKind } from '../../../electron/main/windows/surface.ts';

const root = join(import.meta.dirname, '../../..');
let code = '';

beforeAll(async () => {
  const built = (await build({
    configFile: join(root, 'vite.config.ts'),
    mode: 'preload',
    logLevel: 'error',
    build: { write: false },
  })) as Rollup.RollupOutput;
  code = built.output[0].code;
});

type Api = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** Runs the built preload as Electron would, with a fake contextBridge and a fake ipcRenderer. */
const loaded = (argv: readonly string[]) => {
  const exposed: Record<string, unknown> = {};
  const invoked: unknown[][] = [];
  const listeners = new Map<string, Set<(...args: unknown[]) => void>>();
  const of = (channel: string) =>
    listeners.get(channel) ?? listeners.set(channel, new Set()).get(channel) ?? new Set();
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => void (exposed[name] = value) },
    ipcRenderer: {
      invoke: (...args: unknown[]) => {
        invoked.push(args);
        return Promise.resolve('answer');
      },
      on: (channel: string, listener: () => void) => void of(channel).add(listener),
      removeListener: (channel: string, listener: () => void) => void of(channel).delete(listener),
    },
  };
  const asked: string[] = [];
  const require = (name: string): unknown => {
    asked.push(name);
    return electron;
  };
  compileFunction(code, ['require', 'process', 'exports', 'module'])(require, { argv }, {}, { exports: {} });
  const emit = (channel: string, ...args: unknown[]): void =>
    of(channel).forEach((listener) => listener(...args));
  return { exposed, api: exposed['api'] as Api, invoked, listeners, emit, asked };
};

const surfaceOf = (kind: WindowKind) => [`--lete-surface=${JSON.stringify(SURFACES[kind])}`];

describe('window.api', () => {
  it.each(Object.keys(SURFACES) as WindowKind[])('of a %s window has its calls and nothing else', (kind) => {
    const { exposed, api, asked } = loaded(['electron', ...surfaceOf(kind)]);
    expect(Object.keys(exposed)).toEqual(['api']);
    expect(Object.keys(api).toSorted()).toEqual([...SURFACES[kind].calls, 'on'].toSorted());
    expect(Object.isFrozen(api)).toBe(true);
    expect(new Set(asked)).toEqual(new Set(['electron']));
  });

  it('[KIO-6] of a kiosk has no function of the counter, of set-up or of main', () => {
    expect(
      Object.keys(loaded(surfaceOf('kiosk')).api).filter((name) =>
        /^(orders|jobs|reports|kiosks|settings:change|terminal:(setUp|unlock|quit)|staff:(?!people))/.test(
          name,
        ),
      ),
    ).toEqual([]);
  });

  it('of a page without a surface, such as paper, has no call', () => {
    expect(Object.keys(loaded(['electron']).api)).toEqual(['on']);
  });

  it('calls through one channel with its own name', async () => {
    const { api, invoked } = loaded(surfaceOf('counter'));
    expect(await api['staff:who']?.({})).toBe('answer');
    await api['staff:who']?.('orders:list', { more: 1 });
    expect(invoked).toEqual([
      ['lete:call', 'staff:who', {}],
      ['lete:call', 'staff:who', 'orders:list'],
    ]);
  });

  it('hands on payloads, never the raw event, and unsubscribes the listener it subscribed', () => {
    const { api, emit, listeners } = loaded(surfaceOf('counter'));
    const heard: unknown[][] = [];
    const stop = api['on']?.('orders-changed', (...args: unknown[]) => void heard.push(args)) as () => void;
    const other: unknown[] = [];
    api['on']?.('orders-changed', (payload: unknown) => void other.push(payload));
    emit('lete:event:orders-changed', { sender: 'raw' }, { orderId: 'x' });
    expect(heard).toEqual([[{ orderId: 'x' }]]);
    stop();
    emit('lete:event:orders-changed', { sender: 'raw' }, { orderId: 'y' });
    expect([heard.length, other.length]).toEqual([1, 2]);
    expect(listeners.get('lete:event:orders-changed')?.size).toBe(1);
  });

  it('does not listen to events of other windows', () => {
    const { api, listeners } = loaded(surfaceOf('kiosk'));
    const stop = api['on']?.('orders-changed', () => {}) as () => void;
    stop();
    api['on']?.('orders-changed', () => {});
    expect([...listeners.keys()]).toEqual([]);
  });
});
