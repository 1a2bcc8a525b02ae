import { setTimeout as delay } from 'node:timers/promises';

const EVERY_MS = 10;
const PATIENCE_MS = 600_000;

/** Resolves soon after `done` holds. */
export async function poll(done) {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await delay(EVERY_MS)) {
    if (done()) return;
  }
  throw new Error('it did not come to an end');
}
