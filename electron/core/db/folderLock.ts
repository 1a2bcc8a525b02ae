import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { OpenError } from './failure.ts';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Start time of a process in clock ticks, so that a reused process number is not taken for the holder. */
const startOf = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
};

const holderOf = (file: string): { pid: number; start: string } | null => {
  try {
    const [pid, start = ''] = readFileSync(file, 'utf8').trim().split(' ');
    return pid ? { pid: Number(pid), start } : null;
  } catch {
    return null;
  }
};

/**
 * Makes sure that one core at a time works in a data folder. A lock left by a killed process is taken over.
 * @returns the function that releases it
 * @throws OpenError `in-use`
 */
export const lockFolder = (folder: string): (() => void) => {
  const file = join(folder, 'lete.lock');
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      const fd = openSync(file, 'wx', 0o600);
      writeSync(fd, `${process.pid} ${startOf(process.pid)}`);
      closeSync(fd);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = holderOf(file);
      if (holder && isAlive(holder.pid) && startOf(holder.pid) === holder.start)
        throw new OpenError('in-use');
      rmSync(file, { force: true });
    }
  }
  throw new OpenError('in-use');
};
