import type { PhotoId } from '../../../../../shared/domain/ids.ts';
import { wallTimeMs } from '../../../../../shared/domain/wallTime.ts';
import type { Imaging, PhotoFacts } from '../../../ports/imaging.ts';
import type { OpenCount } from '../openMedium.ts';
import { imagingSource, pathOf, type PhotoRecord } from '../photoRecord.ts';
import { ENDS_BYTES, hashEnds, hashWhole } from './contentHash.ts';
import { type Alike, groupAlike, takenTogether, type Traits } from './traits.ts';

/** Bytes that are read at most to compare the photos of one visit, and likenesses that are asked for. */
export const COMPARE_LIMITS = { bytes: 4 * 1024 ** 3, likenesses: 5000 } as const;

export type AlikeFinderOptions = {
  /** Photos that are there to be read and that can be printed. */
  readonly photos: () => readonly PhotoRecord[];
  readonly opened: Pick<OpenCount, 'none' | 'during'>;
  readonly imaging: Pick<Imaging, 'likeness'>;
  /** Groups were found that were not there before. */
  readonly onFound: () => void;
};

/**
 * Finds photos that are the same and series of one moment: in the background, one file at a time, once nothing else is
 * left to look at. Only files of one length are read, and only those alike at both ends, or as long as a phone's, are read whole.
 */
export class AlikeFinder {
  readonly #options: AlikeFinderOptions;
  readonly #stop = new AbortController();
  readonly #ends = new Map<PhotoId, string>();
  readonly #whole = new Map<PhotoId, string>();
  readonly #likeness = new Map<PhotoId, string>();
  #groups: ReadonlyMap<PhotoId, Alike> = new Map();
  #running: Promise<void> | null = null;
  #again = false;
  #read = 0;

  constructor(options: AlikeFinderOptions) {
    this.#options = options;
  }

  of(photoId: PhotoId): Alike | null {
    return this.#groups.get(photoId) ?? null;
  }

  /** Compares what is new since the last time. */
  start(): void {
    this.#again = this.#running !== null;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      if (this.#again) this.start();
    });
  }

  /** For good: the visit copies now, or is over. What was found stays. */
  stop(): void {
    this.#stop.abort();
  }

  async #run(): Promise<void> {
    await this.#compareContent();
    this.#publish();
    await this.#compareLooks();
    this.#publish();
  }

  async #compareContent(): Promise<void> {
    for (const twins of groupsOf(this.#options.photos(), ({ file }) => String(file.bytes))) {
      const onMedia = twins.filter(({ sha256 }) => sha256 === null);
      // What is already hashed whole can only be met by another whole hash.
      if (onMedia.length < twins.length) {
        for (const record of onMedia) await this.#hashWhole(record);
        continue;
      }
      for (const record of twins)
        await this.#hash(this.#ends, record, 2 * ENDS_BYTES, () =>
          hashEnds(pathOf(record), record.file.bytes),
        );
      for (const closer of groupsOf(twins, ({ photoId }) => this.#ends.get(photoId) ?? null))
        for (const record of closer) await this.#hashWhole(record);
    }
  }

  #hashWhole(record: PhotoRecord): Promise<void> {
    return this.#hash(this.#whole, record, record.file.bytes, () =>
      hashWhole(pathOf(record), this.#stop.signal),
    );
  }

  /** A file that cannot be read is like no other. */
  async #hash(
    into: Map<PhotoId, string>,
    { photoId }: PhotoRecord,
    bytes: number,
    make: () => Promise<string>,
  ): Promise<void> {
    if (into.has(photoId) || this.#read + bytes > COMPARE_LIMITS.bytes) return;
    this.#read += bytes;
    await this.#step(async () => {
      const hash = await make().catch(() => null);
      if (hash !== null) into.set(photoId, hash);
    });
  }

  async #compareLooks(): Promise<void> {
    const records = new Map(this.#options.photos().map((record) => [record.photoId, record]));
    for (const photoId of takenTogether(this.#traits())) {
      const record = records.get(photoId);
      if (record === undefined || this.#likeness.has(photoId)) continue;
      if (this.#likeness.size >= COMPARE_LIMITS.likenesses) return;
      await this.#step(async () => {
        const how = { priority: 'background', signal: this.#stop.signal } as const;
        const answer = await this.#options.imaging.likeness(imagingSource(record), how);
        if (answer.ok) this.#likeness.set(photoId, answer.likeness);
      });
    }
  }

  /** Waits until nobody else reads a medium. */
  async #step(work: () => Promise<void>): Promise<void> {
    const { opened } = this.#options;
    await opened.none();
    if (!this.#stop.signal.aborted) await opened.during(work);
  }

  #traits(): readonly Traits[] {
    return this.#options.photos().flatMap((record) => {
      const { photoId, look, sha256 } = record;
      if (look?.usable !== true) return [];
      const { width, height, camera } = look.facts;
      return [
        {
          photoId,
          sha256: sha256 ?? this.#whole.get(photoId) ?? null,
          takenAt: momentOf(look.facts),
          camera,
          width,
          height,
          likeness: this.#likeness.get(photoId) ?? null,
        },
      ];
    });
  }

  #publish(): void {
    if (this.#stop.signal.aborted) return;
    const before = JSON.stringify([...this.#groups]);
    this.#groups = groupAlike(this.#traits());
    if (JSON.stringify([...this.#groups]) !== before) this.#options.onFound();
  }
}

function groupsOf(
  records: readonly PhotoRecord[],
  key: (record: PhotoRecord) => string | null,
): readonly (readonly PhotoRecord[])[] {
  return [...Map.groupBy(records, key)].flatMap(([name, group]) =>
    name !== null && group.length > 1 ? [group] : [],
  );
}

function momentOf({ takenAt, takenMs }: PhotoFacts): number | null {
  const second = takenAt === null ? null : wallTimeMs(takenAt);
  return second === null ? null : second + (takenMs ?? 0);
}
