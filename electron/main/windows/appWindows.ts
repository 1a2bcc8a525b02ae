import { join } from 'node:path';
import { type BrowserWindow, screen, type WebContents } from 'electron';
import type { TerminalState } from '../../../shared/contract/terminal.ts';
import type { TerminalKind } from '../../../shared/contract/terminalKinds.ts';
import type { Log } from '../../core/log/log.ts';
import { addressOf } from '../security/ownPage.ts';
import { createWindow } from './createWindow.ts';
import { guardKeys } from './keys.ts';
import type { WindowRegistry } from './registry.ts';
import type { WindowKind } from './surface.ts';

interface Deps {
  readonly registry: WindowRegistry;
  readonly preload: string;
  readonly log: Log;
  /** True once leaving was asked for: then windows may close. */
  readonly mayClose: () => boolean;
  readonly onAllClosed: () => void;
}

const kindsOf = (state: TerminalState, expected: TerminalKind | null): readonly WindowKind[] => {
  // While core starts, the window that will be needed already loads its page.
  const kind = state.state === 'ready' ? state.kind : state.state === 'starting' ? expected : null;
  if (state.state === 'starting' && !kind) return [];
  if (kind === 'demo') return ['kiosk', 'counter'];
  return [kind ?? 'setup'];
};

/** Resolves when a page has its scripts and begins to run them, or cannot. */
const filesServed = (webContents: WebContents): Promise<void> =>
  new Promise((resolve) => {
    webContents.once('dom-ready', () => resolve());
    webContents.once('did-fail-load', () => resolve());
    webContents.once('render-process-gone', () => resolve());
    webContents.once('destroyed', () => resolve());
  });

/** Opens the windows a state needs and closes the others. The kiosk window fills the screen and does not close. */
export const createAppWindows = (deps: Deps, expected: TerminalKind | null) => {
  const open = new Map<WindowKind, BrowserWindow>();

  const watchPage = (window: BrowserWindow, kind: WindowKind): void => {
    const { webContents } = window;
    const windowId = webContents.id;
    webContents.on('render-process-gone', (_event, details) => {
      deps.log.error('window-gone', { screen: kind, exitStatus: details.exitCode });
      deps.registry.unbind(windowId);
      if (!window.isDestroyed()) webContents.reload();
    });
    webContents.on('unresponsive', () => webContents.forcefullyCrashRenderer());
    window.on('close', (event) => {
      if (kind === 'kiosk' && !deps.mayClose() && open.get(kind) === window) event.preventDefault();
    });
    window.on('closed', () => {
      deps.registry.remove(windowId);
      if (open.get(kind) === window) open.delete(kind);
      if (open.size === 0) deps.onAllClosed();
    });
  };

  const openOne = (kind: WindowKind, both: boolean): void => {
    const area = screen.getPrimaryDisplay().bounds;
    const full = kind !== 'counter' && !both;
    const window = createWindow({
      kind,
      show: true,
      preload: deps.preload,
      kiosk: kind === 'kiosk' && !both,
      title: kind === 'kiosk' ? 'Lete · kiosk' : 'Lete',
      ...(full ? { size: { width: area.width, height: area.height } } : {}),
    });
    open.set(kind, window);
    const { webContents } = window;
    deps.registry.add({
      windowId: webContents.id,
      kind,
      send: (channel, payload) => {
        if (!webContents.isDestroyed()) webContents.send(channel, payload);
      },
    });
    guardKeys(webContents, kind);
    watchPage(window, kind);
    void window.loadURL(addressOf(`${kind}.html`));
  };

  const show = (state: TerminalState): void => {
    const wanted = kindsOf(state, expected);
    if (wanted.length === 0) return;
    const surplus = [...open].filter(([kind]) => !wanted.includes(kind));
    for (const kind of wanted) if (!open.has(kind)) openOne(kind, wanted.length > 1);
    for (const [kind, window] of surplus) {
      open.delete(kind);
      window.destroy();
    }
  };

  return {
    show,
    /** Opens what is expected; resolves when its pages have their files, at once where none is certain. */
    begin: async (): Promise<void> => {
      show({ state: 'starting' });
      await Promise.all([...open.values()].map(({ webContents }) => filesServed(webContents)));
    },
    focus: (): void => [...open.values()][0]?.focus(),
  };
};

export type AppWindows = ReturnType<typeof createAppWindows>;

/** The preload file beside the built main process. */
export const preloadPath = (mainFolder: string): string => join(mainFolder, '..', 'preload', 'preload.cjs');
