import { execFileSync } from 'node:child_process';
import { type ElectronApplication, _electron, type Page } from 'playwright';
import { launchOptions } from '../../../scripts/lib/launch.mjs';
import { readRuntime } from '../../../scripts/lib/runtime.mjs';

export type WindowKind = 'setup' | 'kiosk' | 'counter';
export type Role = 'kiosk' | 'counter' | 'demo';

/** Drawing sizes of the design guide; the screen under test is 1920×1080. */
export const KIOSK_SIZE = { width: 1920, height: 1080 } as const;
export const COUNTER_SIZE = { width: 1440, height: 900 } as const;

export interface Start {
  readonly data: string;
  readonly media?: string;
  /** Without a role the terminal goes by what it was set up as, or asks. */
  readonly role?: Role | null;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the Chromium sandbox is on where the host allows it. */
  readonly sandbox?: boolean;
  /** Started in place of the program, with the same arguments. */
  readonly program?: string;
  readonly switches?: readonly string[];
}

/** A running Lete: its windows, and the two ways it can end. */
export interface Lete {
  /** The page of a window, once that window is open. */
  readonly window: (kind: WindowKind) => Promise<Page>;
  readonly pages: () => readonly Page[];
  readonly resize: (page: Page, size: { readonly width: number; readonly height: number }) => Promise<void>;
  /** As a person closes it: core ends its work first. */
  readonly close: () => Promise<void>;
  /** As a power cut does. */
  readonly kill: () => Promise<void>;
  readonly electron: ElectronApplication;
}

const WINDOW_TIMEOUT_MS = 30_000;

const kindOf = (page: Page): string => /\/(\w+)\.html$/.exec(new URL(page.url()).pathname)?.[1] ?? '';

/** Starts the built app on the Electron that set-up found. The app is not told that it is driven. */
export async function startLete(start: Start): Promise<Lete> {
  const switches = [
    `--lete-data=${start.data}`,
    ...(start.media === undefined ? [] : [`--lete-media=${start.media}`]),
    ...(start.role ? [`--lete-role=${start.role}`] : []),
    ...(start.switches ?? []),
  ];
  const { PLAYWRIGHT_JSON_OUTPUT_FILE: _, ...env } = process.env;
  const options = launchOptions(readRuntime(), switches);
  const electron = await _electron.launch({
    ...options,
    executablePath: start.program ?? options.executablePath,
    chromiumSandbox: options.chromiumSandbox && start.sandbox !== false,
    env: { ...Object.fromEntries(Object.entries(env).filter(hasValue)), ...start.env },
  });
  return driveElectron(electron);
}

const hasValue = (entry: [string, string | undefined]): entry is [string, string] => entry[1] !== undefined;

function driveElectron(electron: ElectronApplication): Lete {
  const open = (kind: WindowKind) => electron.windows().find((page) => kindOf(page) === kind);
  const ended = new Promise<void>((done) => electron.once('close', () => done()));
  return {
    electron,
    pages: () => electron.windows(),
    window: async (kind) => {
      const end = Date.now() + WINDOW_TIMEOUT_MS;
      for (;;) {
        const page = open(kind);
        if (page) return page;
        const timeout = end - Date.now();
        if (timeout <= 0) throw new Error(`The ${kind} window did not open.`);
        await Promise.race([
          electron.waitForEvent('window', { timeout: Math.min(timeout, 500) }).catch(() => null),
          ended.then(() => Promise.reject(new Error('Lete ended.'))),
        ]);
      }
    },
    resize: (page, size) => page.setViewportSize(size),
    close: () => electron.close(),
    kill: async () => {
      killTree(electron.process().pid);
      await ended;
    },
  };
}

/** All at once, as when the power goes: a child that outlived its parent would still hold the data folder. */
function killTree(root: number | undefined): void {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  const family = new Set([root]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const [pid, parent] of rows) if (family.has(parent)) family.add(pid);
  }
  for (const pid of family) if (pid !== undefined) kill(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended by itself meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
