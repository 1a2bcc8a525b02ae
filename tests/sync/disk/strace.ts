import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { DiskEvent } from './events.ts';
import { readRecord, TRACED } from './readRecord.ts';

/** Longer than any write. */
const LONGEST_STRING = 64 * 1024 * 1024;

/**
 * Runs one process of this Node to its end and answers what it did to a folder.
 * @param log where the record lies meanwhile
 * @throws Error where strace is missing, the process fails, or it writes in a way that is not modelled
 */
export const recordProcess = async (
  script: readonly string[],
  folder: string,
  log: string,
): Promise<readonly DiskEvent[]> => {
  // Not each of these calls is there on each processor.
  const calls = TRACED.map((name) => `?${name}`).join(',');
  const how = ['-f', '-qq', '-xx', '--seccomp-bpf', '-s', String(LONGEST_STRING), '-e', 'signal=none'];
  const child = spawn('strace', [...how, '-e', `trace=${calls}`, '-o', log, process.execPath, ...script], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, UV_USE_IO_URING: '0' },
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (code !== 0) throw new Error(`the recorded process ended with ${signal ?? code}`);
  return readRecord(readFileSync(log, 'latin1'), folder);
};
