import { type DraftId, FileId, type PhotoId } from '../../../../shared/domain/ids.ts';
import type { FileStore } from '../../files/fileStore.ts';
import { diskError, FileStoreError, withoutRow } from '../../files/fileStoreError.ts';
import { readPlain } from '../../files/readChunks.ts';
import type { StoredOriginal } from '../../files/storeOriginal.ts';
import type { FileKeys } from '../../keys/fileKeys.ts';
import type { Clock, Ids } from '../../ports/clock.ts';
import { type CopyView, viewCopy } from './copy.policy.ts';
import { type CopyDraft, newDraft, newTask, type PickedPhoto, type Task } from './copyDraft.ts';
import type { FoundRecord } from './libraryTypes.ts';
import type { MediaLibrary } from './mediaLibrary.ts';
import { type OpenCount, openMedium } from './openMedium.ts';
import { pathOf } from './photoRecord.ts';
import { createPulse, type Pulse } from './pulse.ts';

const AT_ONCE = 3;
const TRIES = 2;
const TELL_EVERY_MS = 250;

/** An original that is safe: written, synced, read back. SHA-256 in hex, bytes of the plain file. */
export type StoredRow = StoredOriginal & {
  readonly draftId: DraftId;
  readonly photoId: PhotoId;
  readonly fileId: FileId;
};

export type CopierOptions = {
  readonly library: Pick<
    MediaLibrary,
    'find' | 'refresh' | 'rest' | 'stopComparing' | 'mediumIn' | 'onChange'
  >;
  readonly opened: OpenCount;
  readonly files: Pick<FileStore, 'store' | 'open' | 'remove' | 'removeOrder'>;
  readonly keys: Pick<FileKeys, 'allocate' | 'destroy'>;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'ulid'>;
  /** Records a stored original; only then it counts. */
  readonly onStored: (row: StoredRow) => void;
  /** Forgets originals that will be removed now: one photo's, or the whole draft's. */
  readonly onRemoved: (draftId: DraftId, photoId: PhotoId | 'all') => void;
  /** At most a few times a second for each draft. */
  readonly onChange: (draftId: DraftId) => void;
};

/** Copies the picked originals of drafts in the background, a few at once. */
export class Copier {
  readonly #options: CopierOptions;
  readonly #drafts = new Map<DraftId, CopyDraft>();
  readonly #unsubscribe: readonly (() => void)[];
  readonly #pulse: Pulse<DraftId>;
  #running = 0;

  constructor(options: CopierOptions) {
    this.#options = options;
    this.#pulse = createPulse(TELL_EVERY_MS, options.onChange);
    this.#unsubscribe = [
      options.library.onChange(() => this.#mediaChanged()),
      options.opened.onNone(() => this.#tellAll()),
    ];
  }

  /**
   * All photos that the draft has now. New ones are copied; of those that left, the stored copy is removed. Calling
   * it again after a trouble of the disk tries again.
   */
  pick(draftId: DraftId, picked: readonly PickedPhoto[]): void {
    const draft = this.#openDraft(draftId);
    draft.trouble = null;
    const keep = new Set(picked.map(({ photoId }) => photoId));
    for (const photoId of draft.tasks.keys()) if (!keep.has(photoId)) this.#drop(draftId, draft, photoId);
    for (const photo of picked) {
      if (!draft.tasks.has(photo.photoId)) draft.tasks.set(photo.photoId, newTask(photo));
    }
    this.#pump();
    this.#pulse.beat(draftId);
  }

  state(draftId: DraftId): CopyView {
    const draft = this.#drafts.get(draftId);
    const { library, opened, clock } = this.#options;
    return viewCopy({
      jobs: [...(draft?.tasks.values() ?? [])].map(({ job }) => job),
      isPresent: (photoId) => library.find(photoId)?.present === true,
      trouble: draft?.trouble ?? null,
      cancelled: draft?.cancelled ?? false,
      openOnMedia: opened.open(),
      mediumStillIn: library.mediumIn(),
      pace: { bytes: draft?.copied ?? 0, ms: clock.now() - (draft?.startedAt ?? 0) },
    });
  }

  /** Stops and removes every copy and the key of the draft; resolves when nothing is left behind. */
  async cancel(draftId: DraftId): Promise<void> {
    const draft = this.#drafts.get(draftId);
    const cleaned = this.#clean(draftId, draft);
    this.#drafts.set(draftId, newDraft(cleaned, true));
    await cleaned;
    this.#pump();
    this.#pulse.beat(draftId);
  }

  /** Forgets a draft but keeps its files: it was placed, or its visit was handed over. */
  release(draftId: DraftId): void {
    this.#drafts.delete(draftId);
    this.#pump();
  }

  /** Ends the copying at a file's border; stored copies stay. */
  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    const tasks = [...this.#drafts.values()].flatMap((draft) => [...draft.tasks.values()]);
    this.#drafts.clear();
    for (const { stop } of tasks) stop.abort();
    await Promise.all(tasks.map(({ running }) => running));
    this.#pulse.stop();
  }

  #openDraft(draftId: DraftId): CopyDraft {
    const old = this.#drafts.get(draftId);
    if (old !== undefined && !old.cancelled) return old;
    const draft = newDraft(old?.ready ?? Promise.resolve(), false);
    this.#drafts.set(draftId, draft);
    return draft;
  }

  async #clean(draftId: DraftId, draft: CopyDraft | undefined): Promise<void> {
    const tasks = [...(draft?.tasks.values() ?? [])];
    for (const { stop } of tasks) stop.abort();
    // Before the first wait: whoever picks again must not count on copies that are about to go.
    this.#options.onRemoved(draftId, 'all');
    await draft?.ready;
    await Promise.all(tasks.map(({ running }) => running));
    await this.#options.files.removeOrder(draftId);
    await this.#options.keys.destroy(draftId);
  }

  #drop(draftId: DraftId, draft: CopyDraft, photoId: PhotoId): void {
    const task = draft.tasks.get(photoId);
    if (task === undefined) return;
    draft.tasks.delete(photoId);
    task.stop.abort();
    if (task.job.state === 'stored') void this.#removeCopy(draftId, photoId, task.job.fileId);
  }

  async #removeCopy(draftId: DraftId, photoId: PhotoId, fileId: FileId): Promise<void> {
    this.#options.onRemoved(draftId, photoId);
    await this.#options.files.remove({ orderId: draftId, fileId });
  }

  #mediaChanged(): void {
    for (const draft of this.#drafts.values()) {
      for (const task of draft.tasks.values()) {
        // A card that was being pulled looked like a bad file for a moment.
        const away = this.#options.library.find(task.job.photoId)?.present !== true;
        if (away && task.job.state === 'failed') wait(task);
        if (away) task.tries = 0;
      }
    }
    this.#pump();
    this.#tellAll();
  }

  #tellAll(): void {
    for (const draftId of this.#drafts.keys()) this.#pulse.beat(draftId);
  }

  #pump(): void {
    while (this.#running < AT_ONCE) {
      const next = this.#next();
      if (next === undefined) break;
      this.#begin(next.draftId, next.draft, next.task, next.record);
    }
    const jobs = [...this.#drafts.values()].flatMap(({ tasks }) => [...tasks.values()]);
    this.#options.library.rest(jobs.length > 0 && jobs.every(({ job }) => job.state === 'stored'));
  }

  #next() {
    for (const [draftId, draft] of this.#drafts) {
      if (draft.trouble !== null) continue;
      for (const task of draft.tasks.values()) {
        if (task.job.state !== 'waiting') continue;
        const record = this.#options.library.find(task.job.photoId);
        if (record?.present === true) return { draftId, draft, task, record };
      }
    }
    return undefined;
  }

  #begin(draftId: DraftId, draft: CopyDraft, task: Task, record: FoundRecord): void {
    this.#options.library.stopComparing();
    const { photoId } = task.job;
    const running = [...draft.tasks.values()].some(({ job }) => job.state === 'copying');
    if (!running) {
      draft.startedAt = this.#options.clock.now();
      draft.copied = 0;
    }
    task.job = { photoId, bytes: record.file.bytes, state: 'copying', copied: 0 };
    this.#running += 1;
    task.running = this.#copy(draftId, draft, task, record).finally(() => {
      this.#running -= 1;
      this.#pump();
      this.#pulse.beat(draftId);
    });
  }

  async #copy(draftId: DraftId, draft: CopyDraft, task: Task, record: FoundRecord): Promise<void> {
    const { photoId } = record;
    await draft.ready;
    const fileId = FileId.parse(this.#options.ids.ulid());
    try {
      const stored = await this.#store(draftId, draft, task, record, fileId);
      // Unpicked or cancelled in its last moment: not recorded, so nobody else would remove it.
      if (task.stop.signal.aborted) return this.#options.files.remove({ orderId: draftId, fileId });
      this.#options.onStored({ draftId, photoId, fileId, ...stored });
      task.job = { photoId, bytes: stored.bytes, state: 'stored', fileId };
    } catch (error) {
      const named = withoutRow(error);
      if (!(named instanceof FileStoreError)) throw error;
      if (named !== error) await this.#options.files.remove({ orderId: draftId, fileId });
      if (!task.stop.signal.aborted) await this.#failed(draft, task, named);
    }
  }

  async #store(
    draftId: DraftId,
    draft: CopyDraft,
    task: Task,
    record: FoundRecord,
    fileId: FileId,
  ): Promise<StoredOriginal> {
    const key = await this.#options.keys.allocate(draftId).catch((error: unknown) => {
      throw diskError(error);
    });
    try {
      return await this.#options.files.store({
        orderId: draftId,
        fileId,
        key,
        signal: task.stop.signal,
        source: this.#read(record),
        onProgress: (bytes) => {
          draft.copied += bytes;
          this.#pulse.beat(draftId);
          if (task.job.state === 'copying') task.job = { ...task.job, copied: task.job.copied + bytes };
        },
      });
    } finally {
      key.fill(0);
    }
  }

  #read(record: FoundRecord): AsyncGenerator<Uint8Array, void, void> {
    const { sealed } = record;
    return sealed === null
      ? readMedium(record, this.#options.opened)
      : this.#options.files.open(sealed, sealed.key);
  }

  async #failed(draft: CopyDraft, task: Task, { code }: FileStoreError): Promise<void> {
    const { photoId, bytes } = task.job;
    if (code !== 'source-unreadable') {
      draft.trouble = code === 'disk-full' ? code : 'disk-failed';
      return wait(task);
    }
    await this.#options.library.refresh();
    const present = this.#options.library.find(photoId)?.present === true;
    task.tries += present ? 1 : 0;
    if (!present || task.tries < TRIES) wait(task);
    else task.job = { photoId, bytes, state: 'failed', reason: 'unreadable_media' };
  }
}

async function* readMedium(record: FoundRecord, opened: OpenCount): AsyncGenerator<Uint8Array, void, void> {
  const release = opened.hold();
  try {
    const handle = await openMedium(pathOf(record));
    try {
      let bytes = 0;
      for await (const chunk of readPlain(handle)) {
        bytes += chunk.length;
        yield chunk;
      }
      // A failing card may end a file early without an error.
      if (bytes !== record.file.bytes) throw new Error('length-changed');
    } finally {
      await handle.close();
    }
  } finally {
    release();
  }
}

function wait(task: Task): void {
  const { photoId, bytes } = task.job;
  task.job = { photoId, bytes, state: 'waiting' };
}
