import { BrowserWindow, session as sessions } from 'electron';
import { isOwnPage } from '../security/ownPage.ts';
import { SURFACES, type WindowKind } from './surface.ts';

export interface WindowOptions {
  /** `paper` has no calls at all: a page that is only printed. */
  readonly kind: WindowKind | 'paper';
  readonly show: boolean;
  readonly preload?: string;
  readonly kiosk?: boolean;
  readonly title?: string;
  readonly size?: { readonly width: number; readonly height: number };
}

/** Without `persist:` the partition lives in memory: Chromium stores nothing of a visit. */
export const PARTITION = 'lete';

export const appSession = () => sessions.fromPartition(PARTITION, { cache: false });

const denyWays = (window: BrowserWindow, kind: WindowOptions['kind']): void => {
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  const stay = (event: { preventDefault(): void }, address: string): void => {
    if (kind === 'paper' || !isOwnPage(address)) event.preventDefault();
  };
  webContents.on('will-navigate', (event) => stay(event, event.url));
  webContents.on('will-redirect', (event) => stay(event, event.url));
  webContents.on('will-frame-navigate', (event) => stay(event, event.url));
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  void webContents.setVisualZoomLevelLimits(1, 1).catch(() => {});
};

/** The only maker of windows: sandboxed, isolated, without Node, with exactly the calls of its surface. */
export const createWindow = ({
  kind,
  show,
  preload,
  kiosk = false,
  title = 'Lete',
  size,
}: WindowOptions): BrowserWindow => {
  const window = new BrowserWindow({
    show,
    kiosk,
    fullscreen: kiosk,
    frame: !kiosk,
    title,
    width: size?.width ?? 1440,
    height: size?.height ?? 900,
    backgroundColor: '#fbfaf8',
    autoHideMenuBar: true,
    webPreferences: {
      session: appSession(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
      navigateOnDragDrop: false,
      javascript: kind !== 'paper',
      ...(preload ? { preload } : {}),
      additionalArguments: kind === 'paper' ? [] : [`--lete-surface=${JSON.stringify(SURFACES[kind])}`],
    },
  });
  window.setMenu(null);
  denyWays(window, kind);
  return window;
};
