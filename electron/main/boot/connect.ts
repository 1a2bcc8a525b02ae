import './jitlessZod.ts';
import { app, powerMonitor } from 'electron';
import type { EventName } from '../../../shared/contract/index.ts';
import type { Log } from '../../core/log/log.ts';
import type { PortCall } from '../../core/ports/messages.ts';
import { forgetMarked } from '../devices/forgetMarked.ts';
import { htmlToPdf } from '../devices/htmlToPdf.ts';
import { osKeyWrap } from '../devices/osKeyWrap.ts';
import { bindFrom, hearCore } from '../ipc/bindings.ts';
import { fanOut } from '../ipc/fanOut.ts';
import { createGate } from '../ipc/decide.ts';
import { createCoreSupervisor } from '../supervisor/coreSupervisor.ts';
import type { ForkedCore } from '../supervisor/forkCore.ts';
import type { AppWindows } from '../windows/appWindows.ts';
import type { WindowRegistry } from '../windows/registry.ts';

export interface ConnectOptions {
  /** The core that is already loading. */
  readonly first: ForkedCore;
  readonly fork: () => ForkedCore;
  readonly log: Log;
  readonly now: () => number;
  readonly registry: WindowRegistry;
  readonly windows: AppWindows;
  readonly leave: () => void;
}

/** What core asks of the shell. Leaving waits until core has closed its database. */
const portsWith =
  (leave: () => void) =>
  async (call: PortCall, input: unknown): Promise<unknown> => {
    if (call === 'os:available') return osKeyWrap.available();
    if (call === 'os:wrap') return osKeyWrap.wrap(input as Uint8Array);
    if (call === 'os:unwrap') return osKeyWrap.unwrap(input as Uint8Array);
    if (call === 'shell:htmlToPdf') return htmlToPdf(input as string);
    if (call === 'shell:restart') app.relaunch();
    setImmediate(leave);
    return null;
  };

/** A sign-in ends when nobody can be sitting there any more. */
const signOutWhenAway = (
  registry: WindowRegistry,
  send: (name: EventName, payload: unknown) => void,
): void => {
  const signOutAll = (): void => {
    registry.unbindKind('counter');
    send('signed-out', {});
  };
  powerMonitor.on('suspend', signOutAll);
  powerMonitor.on('lock-screen', signOutAll);
};

/** References of calls: none comes twice within weeks, and main needs no other randomness. */
const refsFrom = (start: number) => {
  let next = start;
  return (): string => {
    next += 1;
    return (next % 2 ** 32).toString(16).padStart(8, '0');
  };
};

/** Joins core and the windows by the gate. Loaded beside the first window and the first core, not before them. */
export const connect = ({ first, fork, log, now, registry, windows, leave }: ConnectOptions) => {
  const send = fanOut(registry);
  const core = createCoreSupervisor({
    first,
    fork,
    log,
    port: portsWith(leave),
    now,
    ...hearCore(registry, send, windows.show, forgetMarked),
  });
  signOutWhenAway(registry, send);
  const newRef = refsFrom(now());
  const gate = createGate({ registry, forward: core.call, bindFrom: bindFrom(registry), log, newRef, now });
  return { gate, close: core.close };
};
