import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 2000;

/**
 * Memory of a process and all it started, in MB: the proportional set size, which counts what several share once.
 * Linux only.
 */
export async function proportionalMegabytes(rootPid) {
  const parents = await parentOfEach();
  const family = [...parents.keys()].filter((pid) => isIn(pid, rootPid, parents));
  const sizes = await Promise.all(family.map(proportionalKilobytes));
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

/** Looks at the memory every two seconds while `work` runs; answers the most there was, in MB. */
export async function peakMegabytes(rootPid, work) {
  const ended = new AbortController();
  const running = work().finally(() => ended.abort());
  let peak = 0;
  while (!ended.signal.aborted) {
    peak = Math.max(peak, await proportionalMegabytes(rootPid));
    await delay(LOOK_EVERY_MS, null, { signal: ended.signal }).catch(() => null);
  }
  await running;
  return peak;
}

async function parentOfEach() {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(
    pids.map(async (pid) => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      return [pid, Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0)];
    }),
  );
  return new Map(parents);
}

function isIn(pid, rootPid, parents) {
  for (let at = pid; at !== undefined && at > 0; at = parents.get(at)) if (at === rootPid) return true;
  return false;
}

async function proportionalKilobytes(pid) {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
}
