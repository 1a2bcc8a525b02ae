import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { FileStoreError } from './fileStoreError.ts';
import type { StoredOriginal, StoreRequest } from './storeOriginal.ts';
import type { FromStoring, ToStoring } from './storingMessages.ts';

type Work = {
  readonly source: AsyncIterator<Uint8Array>;
  readonly request: StoreRequest;
  readonly resolve: (stored: StoredOriginal) => void;
  readonly reject: (error: FileStoreError) => void;
};

/** Stores originals in a thread of its own, which begins with the first one and does not keep the process alive. */
export class Storing {
  readonly #works = new Map<number, Work>();
  #thread: Worker | null = null;
  #nextId = 0;

  /** See `storeOriginal` for what is done. Throws FileStoreError. */
  async store(path: string, request: StoreRequest): Promise<StoredOriginal> {
    const thread = this.#begin();
    const id = this.#nextId;
    this.#nextId += 1;
    const say = (message: ToStoring): void => thread.postMessage(message);
    const cancel = (): void => say({ id, type: 'cancel' });
    const { orderId, fileId, key, signal } = request;
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await new Promise<StoredOriginal>((resolve, reject) => {
        const source = request.source[Symbol.asyncIterator]();
        this.#works.set(id, { source, request, resolve, reject });
        say({ id, type: 'store', path, key, identity: { orderId, fileId } });
        if (signal?.aborted === true) cancel();
      });
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  #begin(): Worker {
    if (this.#thread === null) {
      // Beside this file: as TypeScript in tests, as a bundle of its own beside core's in the app.
      const entry = `./storingThread${extname(import.meta.filename)}`;
      this.#thread = new Worker(new URL(entry, import.meta.url));
      this.#thread.on('message', (message: FromStoring) => this.#hear(message));
      this.#thread.once('error', () => this.#lost());
    }
    this.#thread.ref();
    return this.#thread;
  }

  #hear(message: FromStoring): void {
    const { id, type } = message;
    const work = this.#works.get(id);
    if (work === undefined) return;
    if (type === 'want') void nextOf(id, work).then((said) => this.#thread?.postMessage(said));
    else if (type === 'stored') void this.#end(id, work, () => work.resolve(message.stored));
    else void this.#end(id, work, () => work.reject(new FileStoreError(message.code)));
  }

  #lost(): void {
    this.#thread = null;
    for (const [id, work] of this.#works)
      void this.#end(id, work, () => work.reject(new FileStoreError('disk-failed')));
  }

  async #end(id: number, { source }: Work, settle: () => void): Promise<void> {
    this.#works.delete(id);
    if (this.#works.size === 0) this.#thread?.unref();
    // The medium's file is closed before anybody hears of the end.
    await source.return?.().catch(() => undefined);
    settle();
  }
}

/** The next plain bytes of the source. They are copied on their way, so that the source may use its buffer again. */
async function nextOf(id: number, { source, request }: Work): Promise<ToStoring> {
  try {
    const next = await source.next();
    if (next.done === true) return { id, type: 'end' };
    request.onProgress?.(next.value.length);
    return { id, type: 'chunk', bytes: withoutRest(next.value) };
  } catch {
    return { id, type: 'unreadable' };
  }
}

/** A view of a larger buffer would take all of it along. */
function withoutRest(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}
