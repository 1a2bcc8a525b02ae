import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, Menu, powerMonitor, protocol } from 'electron';
import type { EventName } from '../../shared/contract/index.ts';
import { TerminalKind } from '../../shared/contract/terminal.ts';
import { createLogFile } from '../core/log/logFile.ts';
import { createLog, describeError } from '../core/log/log.ts';
import type { CoreConfig, PortCall } from '../core/ports/messages.ts';
import { readSwitches } from './boot/switches.ts';
import { htmlToPdf } from './devices/htmlToPdf.ts';
import { osKeyWrap } from './devices/osKeyWrap.ts';
import { bindFrom, hearCore } from './ipc/bindings.ts';
import { fanOut } from './ipc/fanOut.ts';
import { registerContract } from './ipc/gate.ts';
import { dropRemoteDebugging } from './security/debugging.ts';
import { lockSession } from './security/permissions.ts';
import { SCHEME } from './security/ownPage.ts';
import { serveApp } from './security/protocol.ts';
import { createCoreSupervisor } from './supervisor/coreSupervisor.ts';
import { createAppWindows, preloadPath } from './windows/appWindows.ts';
import { appSession } from './windows/createWindow.ts';
import { createWindowRegistry, type WindowRegistry } from './windows/registry.ts';

const here = import.meta.dirname;
const switches = readSwitches();
const now = (): number => Date.now();
const log = createLog(now, createLogFile(join(switches.dataFolder, 'logs'), now));

/** The kind is no secret: it says which window to open before the database is. */
const rememberedKind = (): TerminalKind | null => {
  const file = join(switches.dataFolder, 'terminal.json');
  if (!existsSync(file)) return null;
  try {
    return (
      TerminalKind.safeParse((JSON.parse(readFileSync(file, 'utf8')) as { kind?: unknown }).kind).data ?? null
    );
  } catch {
    return null;
  }
};

/** Other programs and native code cannot read inside the archive. */
const unpacked = (path: string): string => path.replace(/app\.asar(?!\.unpacked)/, 'app.asar.unpacked');

const configOf = (): CoreConfig => ({
  dataFolder: switches.dataFolder,
  resourcesFolder: join(app.getAppPath(), 'resources'),
  kind: switches.kind,
  mediaFolder: switches.mediaFolder,
  nodePath: switches.nodePath,
  imagingEntry: unpacked(join(here, '..', 'imaging', 'process.js')),
  nativeBinding: switches.nativeBinding,
  fontFolder: unpacked(join(app.getAppPath(), 'resources', 'fonts')),
  version: app.getVersion(),
});

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

const lockDown = (): void => {
  const session = appSession();
  lockSession(session);
  serveApp(session, join(here, '..', 'renderer'));
  Menu.setApplicationMenu(null);
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

const boot = (): void => {
  const registry = createWindowRegistry();
  let leaving = false;
  const leave = async (): Promise<void> => {
    if (leaving) return;
    leaving = true;
    await core.close();
    app.exit(0);
  };
  const leaveNow = (): void => void leave();
  const mayClose = (): boolean => leaving;
  const windows = createAppWindows(
    { registry, preload: preloadPath(here), log, mayClose, onAllClosed: leaveNow },
    rememberedKind(),
  );
  lockDown();
  const send = fanOut(registry);
  const core = createCoreSupervisor({
    entry: join(here, '..', 'core', 'process.js'),
    config: configOf(),
    log,
    port: portsWith(leaveNow),
    now,
    ...hearCore(registry, send, windows.show),
  });
  const newRef = (): string => randomBytes(4).toString('hex');
  registerContract({ registry, forward: core.call, bindFrom: bindFrom(registry), log, newRef, now });
  signOutWhenAway(registry, send);
  app.on('second-instance', windows.focus);
  app.on('before-quit', (event) => {
    if (leaving) return;
    event.preventDefault();
    leaveNow();
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, leaveNow);
  windows.show(core.state());
};

dropRemoteDebugging();
app.setPath('userData', join(switches.dataFolder, 'profile'));
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
process.on('uncaughtException', (error) => {
  log.error('main-failed', describeError(error));
  app.exit(1);
});

// A second start on the same data folder brings the first one forward.
if (!app.requestSingleInstanceLock()) app.exit(0);
else void app.whenReady().then(boot);
