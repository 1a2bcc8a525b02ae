import { parentPort } from 'node:worker_threads';
import { diskError } from './fileStoreError.ts';
import { storeOriginal } from './storeOriginal.ts';
import type { FromStoring, ToStoring } from './storingMessages.ts';

/*
 * Entry of the storing thread: hashes, seals, writes and proves originals. In a thread of its own because the cipher
 * leaves two bytes of garbage for each byte: core's large heap would be searched every few photos, and calls of the
 * windows would wait for it.
 */

type Work = { readonly stop: AbortController; answer: (message: ToStoring) => void };

const works = new Map<number, Work>();
const tell = (message: FromStoring): void => parentPort?.postMessage(message);

async function* sourceOf(id: number, work: Work): AsyncGenerator<Uint8Array, void, void> {
  for (;;) {
    const answered = new Promise<ToStoring>((resolve) => {
      work.answer = resolve;
    });
    tell({ id, type: 'want' });
    const answer = await answered;
    if (answer.type === 'end') return;
    if (answer.type !== 'chunk') throw new Error(answer.type);
    yield answer.bytes;
  }
}

async function store({ id, path, key, identity }: Extract<ToStoring, { type: 'store' }>): Promise<void> {
  const work: Work = { stop: new AbortController(), answer: () => undefined };
  works.set(id, work);
  try {
    const request = { ...identity, key, source: sourceOf(id, work), signal: work.stop.signal };
    tell({ id, type: 'stored', stored: await storeOriginal(path, request) });
  } catch (error) {
    tell({ id, type: 'failed', code: diskError(error).code });
  } finally {
    key.fill(0);
    works.delete(id);
  }
}

parentPort?.on('message', (message: ToStoring) => {
  if (message.type === 'store') void store(message);
  else if (message.type === 'cancel') works.get(message.id)?.stop.abort();
  else works.get(message.id)?.answer(message);
});
