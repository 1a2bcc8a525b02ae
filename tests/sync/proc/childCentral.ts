import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const MAIN = join(import.meta.dirname, '../../../central/main.ts');
const run = promisify(execFile);
const STARTS_WITHIN_MS = 60_000;

/** Central as it is run, with these surroundings beside its own, in a process of its own that can be killed and started again on the same port. */
export const createChildCentral = (
  databaseUrl: string,
  folder: string,
  port: number,
  surroundings: Readonly<Record<string, string>> = {},
) => {
  const env = {
    ...process.env,
    ...surroundings,
    DATABASE_URL: databaseUrl,
    LETE_CENTRAL_FOLDER: folder,
    LETE_CENTRAL_PORT: String(port),
    LETE_CENTRAL_LOG: 'silent',
  };
  let child: ChildProcess | null = null;
  let said = '';
  const spawnServer = (): void => {
    child = spawn(process.execPath, [MAIN, 'serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = text.trim();
    });
  };
  const isUp = (): boolean => child !== null && child.exitCode === null && child.signalCode === null;
  /** Why it does not answer; null when it does. */
  const silence = async (): Promise<string | null> => {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/v1/time?nonce=${'0'.repeat(32)}`, {
        signal: AbortSignal.timeout(2_000),
      });
      await response.arrayBuffer();
      return null;
    } catch (error) {
      const { name, cause } = error as Error & { readonly cause?: { readonly code?: string } };
      return cause?.code ?? name;
    }
  };
  return {
    isUp,
    /** Of the process that runs now. */
    pid: (): number | undefined => child?.pid,
    /** A one-time code of the store, by the command line. */
    code: async (role: 'counter' | 'kiosk' = 'counter'): Promise<string> => {
      const { stdout } = await run(process.execPath, [MAIN, 'enrol', '--shop=01', `--role=${role}`], { env });
      return /^[0-9A-Z]{26}/m.exec(stdout)?.[0] ?? '';
    },
    /** Starts it; it ends by itself where its database is away, and is started again then. */
    start: async (): Promise<void> => {
      const until = performance.now() + STARTS_WITHIN_MS;
      let why: string | null = null;
      said = '';
      while (performance.now() < until) {
        if (!isUp()) spawnServer();
        why = await silence();
        if (why === null) return;
        await sleep(100);
      }
      throw new Error(`central did not start (${isUp() ? 'runs' : 'ended'}, ${why}): ${said}`);
    },
    kill: async (): Promise<void> => {
      if (child === null || !isUp()) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
};
export type ChildCentral = ReturnType<typeof createChildCentral>;
