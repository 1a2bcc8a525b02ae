import { type UtilityProcess, utilityProcess } from 'electron';

export interface ForkedCore {
  readonly process: UtilityProcess;
  /** Its exit code, also for who asks after it is gone. */
  readonly exited: Promise<number>;
}

// utilityProcess hands the whole environment on when it gets an empty object, so the short list is spelled out.
const ENV_KEPT = ['PATH', 'HOME', 'TEMP', 'TMP', 'TMPDIR', 'SystemRoot', 'LANG', 'TZ', 'XDG_RUNTIME_DIR'];
const shortEnv = (): Record<string, string> =>
  Object.fromEntries(
    ENV_KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );

/**
 * Starts a core, which does nothing before it is told its configuration. Needs no schema, so that the first core
 * loads while main is still loading its own.
 */
export const forkCore = (entry: string): ForkedCore => {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'lete-core',
    env: shortEnv(),
    stdio: 'inherit',
  });
  return { process: child, exited: new Promise((resolve) => child.once('exit', resolve)) };
};
