import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

/** How an imaging process is started. */
export type ImagingCommand = {
  /** A Node 24 executable: never Electron, whose GLib sharp does not bear on Linux. */
  readonly nodePath: string;
  /** The entry of imaging, a module. */
  readonly entry: string;
};

// No writing, no children, no workers for JavaScript in there: decoders need none of it.
const NODE_ARGS = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-addons',
  '--disable-warning=SecurityWarning',
];
const KEPT_ENV = ['SystemRoot', 'TEMP', 'TMP', 'LD_LIBRARY_PATH'] as const;

/** Command words that take the network away from what follows them; none where the system does not allow it. */
export function networkCut(): Promise<readonly string[]> {
  const [command, ...args] = ['unshare', '--map-current-user', '--net', '--'];
  if (process.platform !== 'linux') return Promise.resolve([]);
  return new Promise((resolve) => {
    execFile(command, [...args, 'true'], (error) => resolve(error ? [] : [command, ...args]));
  });
}

/** Starts one imaging process: short environment, IPC channel, nothing inherited, behind everything else in line for the processor. */
export function launch(command: ImagingCommand, cut: readonly string[]): ChildProcess {
  const [file, ...args] = [...cut, command.nodePath, ...NODE_ARGS, command.entry];
  const child = spawn(file, args, {
    env: shortEnvironment(),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    windowsHide: true,
  });
  giveWay(child.pid);
  return child;
}

/** A card that is being read must not cost the screen its frames. Its threads begin later and inherit this. */
function giveWay(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It ended already, or is further behind than that: decoding goes on as it is.
  }
}

function shortEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    // Without a limit libvips puts large pictures into temporary files.
    VIPS_DISC_THRESHOLD: '100g',
    VIPS_BLOCK_UNTRUSTED: '1',
    MALLOC_ARENA_MAX: '2',
    // The memory of one photo serves for the next: asking glibc for it anew costs a tenth of a preview's time.
    MALLOC_MMAP_THRESHOLD_: String(32 * 1024 ** 2),
    MALLOC_TRIM_THRESHOLD_: String(64 * 1024 ** 2),
  };
  for (const name of KEPT_ENV) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}
