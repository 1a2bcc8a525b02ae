import { join } from 'node:path';
import { app, Menu, protocol } from 'electron';
import type { CodeCacheState } from '../codeCache/useCodeCache.ts';
import type { TerminalKind } from '../../shared/contract/terminalKinds.ts';
import { createLogFile } from '../core/log/logFile.ts';
import { createLog, describeError } from '../core/log/log.ts';
import type { CoreConfig } from '../core/ports/messages.ts';
import { readTerminalKind } from '../core/ports/terminalFile.ts';
import { createLeaving } from './boot/leaving.ts';
import { profileFolder } from './boot/profile.ts';
import { openDoor } from './ipc/gate.ts';
import { forkCore } from './supervisor/forkCore.ts';
import { readSwitches } from './boot/switches.ts';
import { dropRemoteDebugging } from './security/debugging.ts';
import { lockSession } from './security/permissions.ts';
import { SCHEME } from './security/ownPage.ts';
import { serveApp } from './security/protocol.ts';
import { createAppWindows, preloadPath } from './windows/appWindows.ts';
import { appSession } from './windows/createWindow.ts';
import { createWindowRegistry } from './windows/registry.ts';

const here = import.meta.dirname;
const switches = readSwitches();
const now = (): number => Date.now();
const log = createLog(now, createLogFile(join(switches.dataFolder, 'logs'), now));

/** The window that will be needed: none is certain before the first set-up. */
const expectedKind = (): TerminalKind | null => {
  const remembered = readTerminalKind(switches.dataFolder);
  return remembered && (switches.kind ?? remembered);
};

/** Other programs and native code cannot read inside the archive. */
const unpacked = (path: string): string => path.replace(/app\.asar(?!\.unpacked)/, 'app.asar.unpacked');

const configOf = (): CoreConfig => ({
  dataFolder: switches.dataFolder,
  resourcesFolder: join(app.getAppPath(), 'resources'),
  kind: switches.kind,
  mediaFolder: switches.mediaFolder,
  nodePath: switches.nodePath,
  imagingEntry: unpacked(join(here, '..', 'imaging', 'process.cjs')),
  nativeBinding: switches.nativeBinding,
  fontFolder: unpacked(join(app.getAppPath(), 'resources', 'fonts')),
  version: app.getVersion(),
});

const lockDown = (): void => {
  const session = appSession();
  lockSession(session);
  serveApp(session, join(here, '..', 'renderer'));
};

const boot = async (codeCache: () => CodeCacheState): Promise<void> => {
  const config = configOf();
  const fork = () => forkCore(join(here, '..', 'core', 'entry.cjs'), config);
  const first = fork();
  const registry = createWindowRegistry();
  const { leave, begun, closeFirst, listen } = createLeaving();
  lockDown();
  const windows = createAppWindows(
    { registry, preload: preloadPath(here), log, mayClose: begun, onAllClosed: leave },
    expectedKind(),
  );
  // Loading the contract takes all of main for a tenth of a second, in which no page gets its files.
  const connected = windows
    .begin()
    .then(() => import('./boot/connect.ts'))
    .then(({ connect }) => connect({ first, fork, log, now, registry, windows, leave }));
  openDoor(connected.then(({ gate }) => gate));
  listen();
  closeFirst((await connected).close);
  log.info('main-loaded', { what: codeCache() });
  app.on('second-instance', windows.focus);
};

/** What a process of its own does first: whatever Electron must know before it is ready, then the windows and core. */
export const run = (codeCache: () => CodeCacheState): void => {
  dropRemoteDebugging();
  // Before the app is ready, or Electron builds its own menu first.
  Menu.setApplicationMenu(null);
  app.setPath('userData', profileFolder(switches.dataFolder));
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  process.on('uncaughtException', (error) => {
    log.error('main-failed', describeError(error));
    app.exit(1);
  });

  // A second start on the same data folder brings the first one forward.
  if (!app.requestSingleInstanceLock()) app.exit(0);
  else void app.whenReady().then(() => boot(codeCache));
};
