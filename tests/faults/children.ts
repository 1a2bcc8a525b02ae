import { Buffer } from 'node:buffer';
import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { KEY } from './dataFolder.ts';

export interface OpenChild {
  readonly process: ChildProcess;
  /** Opens; answers `open` or the named failure. */
  go(): Promise<string>;
  kill(): Promise<void>;
}

/** A process that is ready to open the folder's database. */
export const openChild = async (folder: string, uid = '', options: ForkOptions = {}): Promise<OpenChild> => {
  const args = [folder, Buffer.from(KEY).toString('hex'), uid];
  const child = fork(join(import.meta.dirname, 'openChild.ts'), args, { execArgv: [], ...options });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return {
    process: child,
    go: async () => {
      const answer = once(child, 'message');
      child.send('go');
      return String((await answer)[0]);
    },
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
};
