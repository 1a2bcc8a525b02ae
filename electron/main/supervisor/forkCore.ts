import { type UtilityProcess, utilityProcess } from 'electron';
import type { CoreConfig, ToCore } from '../../core/ports/messages.ts';

export interface ForkedCore {
  readonly process: UtilityProcess;
  /** Its exit code, also for who asks after it is gone. */
  readonly exited: Promise<number>;
  /** Hands over what core says, first what it said before anybody listened. */
  readonly hear: (listener: (message: unknown) => void) => void;
}

// utilityProcess hands the whole environment on when it gets an empty object, so the short list is spelled out.
const ENV_KEPT = ['PATH', 'HOME', 'TEMP', 'TMP', 'TMPDIR', 'SystemRoot', 'LANG', 'TZ', 'XDG_RUNTIME_DIR'];
const shortEnv = (): Record<string, string> =>
  Object.fromEntries(
    ENV_KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );

/**
 * Starts a core and tells it its configuration. Needs no schema, so that the first core opens its database while main
 * is still loading its own.
 */
export const forkCore = (entry: string, config: CoreConfig): ForkedCore => {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'lete-core',
    env: shortEnv(),
    stdio: 'inherit',
    // MB. Loading would otherwise be interrupted eight times to clear a nursery that starts with one.
    execArgv: ['--js-flags=--min-semi-space-size=16'],
  });
  const early: unknown[] = [];
  let tell = (message: unknown): void => void early.push(message);
  child.on('message', (message) => tell(message));
  child.postMessage({ type: 'init', config } satisfies ToCore);
  return {
    process: child,
    exited: new Promise((resolve) => child.once('exit', resolve)),
    hear: (listener) => {
      for (const message of early.splice(0)) listener(message);
      tell = listener;
    },
  };
};
