import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, Menu, powerMonitor, protocol } from 'electron';
import { TerminalKind } from '../../shared/contract/terminal.ts';
import { createLogFile } from '../core/log/logFile.ts';
import { createLog, describeError } from '../core/log/log.ts';
import type { PortCall } from '../core/ports/messages.ts';
import { readSwitches } from './boot/switches.ts';
import { htmlToPdf } from './devices/htmlToPdf.ts';
import { osKeyWrap } from './devices/osKeyWrap.ts';
import { bindFrom } from './ipc/bindings.ts';
import { fanOut, registerContract } from './ipc/gate.ts';
import { dropRemoteDebugging } from './security/debugging.ts';
import { lockSession } from './security/permissions.ts';
import { SCHEME } from './security/ownPage.ts';
import { serveApp } from './security/protocol.ts';
import { superviseCore } from './supervisor/coreSupervisor.ts';
import { createAppWindows, preloadPath } from './windows/appWindows.ts';
import { appSession } from './windows/createWindow.ts';
import { createWindowRegistry } from './windows/registry.ts';
import { SURFACES } from './windows/surface.ts';

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

const boot = async (): Promise<void> => {
  const registry = createWindowRegistry();
  let leaving = false;
  const windows = createAppWindows(
    {
      registry,
      preload: preloadPath(here),
      log,
      mayClose: () => leaving,
      onAllClosed: () => void leave(() => app.exit(0)),
    },
    rememberedKind(),
  );

  const session = appSession();
  lockSession(session);
  serveApp(session, join(here, '..', 'renderer'));
  Menu.setApplicationMenu(null);

  const port = async (call: PortCall, input: unknown): Promise<unknown> => {
    if (call === 'os:available') return osKeyWrap.available();
    if (call === 'os:wrap') return osKeyWrap.wrap(input as Uint8Array);
    if (call === 'os:unwrap') return osKeyWrap.unwrap(input as Uint8Array);
    if (call === 'shell:htmlToPdf') return htmlToPdf(input as string);
    if (call === 'shell:restart') app.relaunch();
    setImmediate(() => void leave(() => app.exit(0)));
    return null;
  };

  const send = fanOut(registry, (windowId, name) => {
    const kind = registry.kindOf(windowId);
    return kind !== undefined && SURFACES[kind].events.includes(name);
  });

  const core = superviseCore({
    entry: join(here, '..', 'core', 'process.js'),
    config: {
      dataFolder: switches.dataFolder,
      resourcesFolder: join(app.getAppPath(), 'resources'),
      kind: switches.kind,
      mediaFolder: switches.mediaFolder,
      nodePath: switches.nodePath,
      imagingEntry: unpacked(join(here, '..', 'imaging', 'process.js')),
      nativeBinding: switches.nativeBinding,
      fontFolder: unpacked(join(app.getAppPath(), 'resources', 'fonts')),
      version: app.getVersion(),
    },
    log,
    now,
    port,
    onEvent: (name, payload) => {
      if (name === 'visit-ended')
        for (const window of registry.all()) if (window.kind === 'kiosk') registry.unbind(window.windowId);
      send(name, payload);
    },
    onState: (state) => {
      windows.show(state);
      send('terminal-changed', {});
    },
    onLost: () => {
      registry.unbindAll();
      send('signed-out', {});
    },
  });

  const leave = async (then: () => void): Promise<void> => {
    if (leaving) return;
    leaving = true;
    await core.close();
    then();
  };
  const signOutAll = (): void => {
    for (const window of registry.all()) if (window.kind === 'counter') registry.unbind(window.windowId);
    send('signed-out', {});
  };

  registerContract({
    registry,
    forward: core.call,
    bindFrom: bindFrom(registry),
    log,
    newRef: () => randomBytes(4).toString('hex'),
    now,
  });
  powerMonitor.on('suspend', signOutAll);
  powerMonitor.on('lock-screen', signOutAll);
  app.on('second-instance', windows.focus);
  app.on('before-quit', (event) => {
    if (leaving) return;
    event.preventDefault();
    void leave(() => app.exit(0));
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void leave(() => app.exit(0)));
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
