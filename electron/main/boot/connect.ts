import { randomBytes } from 'node:crypto';
import { app, powerMonitor } from 'electron';
import type { EventName } from '../../../shared/contract/index.ts';
import type { Log } from '../../core/log/log.ts';
import type { CoreConfig, PortCall } from '../../core/ports/messages.ts';
import { htmlToPdf } from '../devices/htmlToPdf.ts';
import { osKeyWrap } from '../devices/osKeyWrap.ts';
import { bindFrom, hearCore } from '../ipc/bindings.ts';
import { fanOut } from '../ipc/fanOut.ts';
import { registerContract } from '../ipc/gate.ts';
import { createCoreSupervisor } from '../supervisor/coreSupervisor.ts';
import type { AppWindows } from '../windows/appWindows.ts';
import type { WindowRegistry } from '../windows/registry.ts';

export interface ConnectOptions {
  readonly entry: string;
  readonly config: CoreConfig;
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

/** Starts core and opens the gate between it and the windows. Loaded beside the first window, not before it. */
export const connect = ({ entry, config, log, now, registry, windows, leave }: ConnectOptions) => {
  const send = fanOut(registry);
  const core = createCoreSupervisor({
    entry,
    config,
    log,
    port: portsWith(leave),
    now,
    ...hearCore(registry, send, windows.show),
  });
  const newRef = (): string => randomBytes(4).toString('hex');
  registerContract({ registry, forward: core.call, bindFrom: bindFrom(registry), log, newRef, now });
  signOutWhenAway(registry, send);
  return core;
};
