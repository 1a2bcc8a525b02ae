import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const PIECE = 4 * 1024 * 1024;

/** Writable mappings of a process: where it keeps what it works with. */
const mappingsOf = (pid: number): readonly { readonly from: number; readonly to: number }[] =>
  readFileSync(`/proc/${pid}/maps`, 'latin1')
    .split('\n')
    .flatMap((line) => {
      const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      return from && to ? [{ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) }] : [];
    });

const spellings = (text: string): readonly Buffer[] => [Buffer.from(text), Buffer.from(text, 'utf16le')];

/** How often each text lies in the memory of a process of our own, as UTF-8 or UTF-16. */
export function findInMemory(pid: number, texts: readonly string[]): Readonly<Record<string, number>> {
  const found = Object.fromEntries(texts.map((text) => [text, 0]));
  const longest = Math.max(...texts.map((text) => text.length * 2));
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const bytes = Buffer.alloc(PIECE + longest);
  try {
    for (const { from, to } of mappingsOf(pid)) {
      for (let at = from; at < to; at += PIECE) {
        const piece = bytes.subarray(0, readAt(memory, bytes, at, Math.min(bytes.length, to - at)));
        for (const text of texts) {
          for (const spelling of spellings(text)) found[text] = (found[text] ?? 0) + countIn(piece, spelling);
        }
      }
    }
  } finally {
    closeSync(memory);
  }
  return found;
}

function readAt(file: number, into: Buffer, at: number, length: number): number {
  try {
    return readSync(file, into, 0, length, at);
  } catch {
    // Reserved, not used.
    return 0;
  }
}

function countIn(bytes: Buffer, wanted: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(wanted); at !== -1; at = bytes.indexOf(wanted, at + 1)) count += 1;
  return count;
}

/** True while a process runs; a zombie does not. */
export function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
