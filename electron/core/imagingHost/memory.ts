import { readFileSync } from 'node:fs';

/** Resident memory of a process in bytes; null where the system does not tell. */
export function residentBytes(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
    return found === null ? null : Number(found[1]) * 1024;
  } catch {
    return null;
  }
}
