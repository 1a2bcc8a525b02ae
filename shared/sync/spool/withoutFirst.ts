import type { Buffer } from 'node:buffer';
import type { Readable } from 'node:stream';
import { SyncFault } from '../syncFault.ts';

/** A sender that gives nothing for so long is gone, in ms. There is no limit on the whole request: lines are slow. */
const STALLED_AFTER_MS = 60_000;

/** What comes after the first `skip` bytes. Throws SyncFault `unavailable` when nothing comes for a minute. */
export async function* withoutFirst(source: Readable, skip: number): AsyncGenerator<Buffer, void, void> {
  const stalled = (): void => void source.destroy(new SyncFault('unavailable'));
  const timer = setTimeout(stalled, STALLED_AFTER_MS);
  let left = skip;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      const kept = chunk.subarray(left);
      left -= chunk.length - kept.length;
      if (kept.length > 0) yield kept;
      timer.refresh();
    }
  } finally {
    clearTimeout(timer);
  }
}
