import type { MediaSource } from '../../../../shared/contract/media.ts';
import { PhotoId, SourceId } from '../../../../shared/domain/ids.ts';
import type {
  FoundRecord,
  KnownPhoto,
  MediaLibraryOptions,
  PhotoPage,
  ThumbnailAnswer,
  ThumbnailRequest,
} from './libraryTypes.ts';
import { type Source, shownSource } from './mediaSource.ts';
import { AlikeFinder } from './alike/alikeFinder.ts';
import { markedPhotos, type MarkedPhotos } from './marks/markedPhotos.ts';
import { readMarkFile } from './marks/readMarkFile.ts';
import {
  identityOf,
  lookOf,
  mediumSource,
  type PhotoRecord,
  recordOf,
  shownPhoto,
  withLook,
} from './photoRecord.ts';
import { newVisit, PhotoPictures } from './photoPictures.ts';
import { createProbeQueue, type ProbeQueue } from './probeQueue.ts';
import { createPulse, type Pulse } from './pulse.ts';
import type { Volume } from './volumes.ts';
import { createVolumeWatch, type VolumeWatch } from './volumeWatch.ts';
import { type WalkEntry, walkMedium } from './walkMedium.ts';

const MAX_PHOTOS = 20_000;
const LOOK_EVERY_MS = 1000;
const TELL_EVERY_MS = 250;
const PROBES_AT_ONCE = 2;

/** Watches media, lists their photos and shows them. All in memory; reads only; knows no order. */
export class MediaLibrary {
  readonly #options: MediaLibraryOptions;
  readonly #sources = new Map<SourceId, Source>();
  readonly #records = new Map<PhotoId, PhotoRecord>();
  /** Identity of photos whose medium is away, so that they keep their ids when it is back. */
  readonly #away = new Map<string, PhotoId>();
  /** Media that were in when the last visit ended: listed again when somebody begins, not by themselves. */
  readonly #dormant = new Map<string, Volume>();
  readonly #listeners = new Set<() => void>();
  readonly #pictures: PhotoPictures;
  readonly #probes: ProbeQueue<PhotoId>;
  readonly #pulse: Pulse<SourceId>;
  readonly #watch: VolumeWatch;
  #visit = newVisit();
  #alike: AlikeFinder;

  constructor(options: MediaLibraryOptions) {
    this.#options = options;
    this.#pictures = new PhotoPictures({
      ...options,
      present: (photoId) => this.#present(photoId),
      onLook: (record, look) => this.#learn(record, look),
    });
    this.#probes = createProbeQueue({
      look: (photoId) => this.#probe(photoId),
      atOnce: PROBES_AT_ONCE,
      onEmpty: () => this.#alike.start(),
    });
    this.#alike = this.#newFinder();
    this.#pulse = createPulse(TELL_EVERY_MS, (sourceId) => this.#tell(sourceId));
    this.#watch = createVolumeWatch({
      list: options.volumes,
      everyMs: options.lookEveryMs ?? LOOK_EVERY_MS,
      onLook: (volumes) => this.#compare(volumes),
    });
  }

  start(): void {
    this.#watch.start();
  }

  stop(): void {
    this.#watch.stop();
    this.forget();
  }

  /** Looks at once which media are there. */
  refresh(): Promise<void> {
    return this.#watch.refresh();
  }

  /** A visit begins: media that stayed in since the last one are listed again. */
  begin(): void {
    const stayed = [...this.#dormant.values()];
    this.#dormant.clear();
    for (const volume of stayed) void this.#arrive(volume, true);
  }

  /** Photos of a draft that a restart interrupted: they keep their ids when their medium is listed. */
  expect(photos: readonly KnownPhoto[]): void {
    for (const photo of photos) this.#away.set(identityOf(photo), photo.photoId);
  }

  /** Wipes all that was read; media that are still in are not listed again before `begin`. */
  forget(): void {
    this.#visit.abort();
    this.#visit = newVisit();
    this.#alike.stop();
    this.#alike = this.#newFinder();
    this.#probes.clear();
    this.#pulse.stop();
    for (const source of this.#sources.values()) {
      source.stop.abort();
      if (!source.gone) this.#dormant.set(source.volume.key, source.volume);
    }
    this.#sources.clear();
    this.#records.clear();
    this.#away.clear();
    this.#pictures.wipe();
  }

  sources(): readonly MediaSource[] {
    return [...this.#sources.values()].map((source) => shownSource(source, this.#recordsOf(source)));
  }

  /** Part of a source's photos, in the order of the medium; these are looked at first. */
  photos(sourceId: SourceId, offset: number, limit: number): PhotoPage {
    const source = this.#sources.get(sourceId);
    const listed = source === undefined ? [] : this.#recordsOf(source);
    const page = listed.slice(offset, offset + limit);
    const unseen = page.filter((record) => record.look === null).map(({ photoId }) => photoId);
    this.#probes.add(unseen);
    this.#probes.hurry(unseen);
    return {
      total: listed.length,
      photos: page.map((record) => shownPhoto(record, this.#alike.of(record.photoId))),
    };
  }

  /** For core only: it knows the path. */
  find(photoId: PhotoId): FoundRecord | undefined {
    const record = this.#records.get(photoId);
    return record === undefined ? undefined : { ...record, present: this.#isPresent(record) };
  }

  /** What the camera marked on a source, once it is listed. */
  marked(sourceId: SourceId): MarkedPhotos | null {
    return this.#sources.get(sourceId)?.marked ?? null;
  }

  /** A preview, from memory where it was made before. */
  thumbnail(photoId: PhotoId, request: ThumbnailRequest): Promise<ThumbnailAnswer> {
    return this.#pictures.thumbnail(photoId, request, this.#visit.signal);
  }

  /** Whether any medium is in, also one that an earlier visit left. */
  mediumIn(): boolean {
    return this.#dormant.size > 0 || [...this.#sources.values()].some((source) => !source.gone);
  }

  /** While resting nothing is read from media unasked, so that they may be taken out. */
  rest(resting: boolean): void {
    this.#probes.rest(resting);
  }

  /** The visit copies now: its photos are compared no more. */
  stopComparing(): void {
    this.#alike.stop();
  }

  /** Hears each change of a source. Returns the unsubscribe. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #newFinder(): AlikeFinder {
    return new AlikeFinder({
      ...this.#options,
      photos: () =>
        [...this.#records.values()].filter((one) => one.look?.usable === true && this.#isPresent(one)),
      onFound: () => {
        for (const sourceId of this.#sources.keys()) this.#pulse.beat(sourceId);
      },
    });
  }

  #tell(sourceId: SourceId): void {
    this.#options.onChange(sourceId);
    for (const listener of this.#listeners) listener();
  }

  #isPresent(record: PhotoRecord): boolean {
    return this.#sources.get(record.sourceId)?.gone === false;
  }

  #present(photoId: PhotoId): PhotoRecord | undefined {
    const record = this.#records.get(photoId);
    return record !== undefined && this.#isPresent(record) ? record : undefined;
  }

  /** A photo that came back with another medium belongs to that one. */
  #recordsOf({ photos, sourceId }: Source): readonly PhotoRecord[] {
    return photos
      .flatMap((photoId) => this.#records.get(photoId) ?? [])
      .filter((record) => record.sourceId === sourceId);
  }

  #compare(volumes: readonly Volume[]): void {
    const now = new Set(volumes.map(({ key }) => key));
    for (const key of this.#dormant.keys()) if (!now.has(key)) this.#dormant.delete(key);
    const known = new Set(this.#dormant.keys());
    for (const source of this.#sources.values()) {
      if (source.gone) continue;
      if (now.has(source.volume.key)) known.add(source.volume.key);
      else this.#leave(source);
    }
    for (const volume of volumes) if (!known.has(volume.key)) void this.#arrive(volume, false);
  }

  #leave(source: Source): void {
    source.gone = true;
    source.stop.abort();
    for (const { file, photoId } of this.#recordsOf(source)) this.#away.set(identityOf(file), photoId);
    this.#pulse.beat(source.sourceId);
  }

  async #arrive(volume: Volume, relisted: boolean): Promise<void> {
    const sourceId = SourceId.parse(this.#options.ids.ulid());
    const source: Source = {
      sourceId,
      volume,
      relisted,
      photos: [],
      stop: new AbortController(),
      end: null,
      marked: null,
      gone: false,
    };
    this.#sources.set(sourceId, source);
    this.#pulse.beat(sourceId);
    await this.#options.opened.during(() => this.#list(source));
    if (source.stop.signal.aborted) return;
    for (const old of this.#sources.values()) {
      if (old.gone && this.#recordsOf(old).length === 0) this.#sources.delete(old.sourceId);
    }
    this.#pulse.beat(sourceId);
  }

  async #list(source: Source): Promise<void> {
    const { signal } = source.stop;
    const walk = walkMedium(source.volume.root, { maxEntries: MAX_PHOTOS, signal });
    for (;;) {
      const step = await walk.next();
      if (signal.aborted) return;
      if (step.done === true) {
        const marks = await readMarkFile(source.volume.root);
        if (marks !== null) source.marked = markedPhotos(marks, this.#recordsOf(source));
        source.end = step.value;
        return;
      }
      const fresh = step.value.map((entry) => this.#enter(entry, source));
      this.#probes.add(fresh.filter(({ look }) => look === null).map(({ photoId }) => photoId));
      this.#pulse.beat(source.sourceId);
    }
  }

  #enter(entry: WalkEntry, { sourceId, volume, photos }: Source): PhotoRecord {
    const files = [entry.file, ...entry.fallbacks];
    // The RAW of a broken developed file may be what the customer knew.
    const known = files.findIndex((listed) => this.#away.has(identityOf(listed)));
    const [file = entry.file, ...fallbacks] = files.slice(Math.max(0, known));
    const photoId = this.#away.get(identityOf(file)) ?? PhotoId.parse(this.#options.ids.ulid());
    this.#away.delete(identityOf(file));
    const record = recordOf({ ...entry, file, fallbacks }, { photoId, sourceId, root: volume.root });
    this.#records.set(photoId, record);
    photos.push(photoId);
    return record;
  }

  async #probe(photoId: PhotoId): Promise<void> {
    const record = this.#present(photoId);
    if (record === undefined || record.look !== null) return;
    const { signal } = this.#visit;
    const answer = await this.#options.opened.during(() =>
      this.#options.imaging.probe(mediumSource(record), { priority: 'background', signal }),
    );
    this.#learn(record, lookOf(answer));
  }

  /** Keeps what content said, unless the record was meanwhile replaced or its card was pulled under the reader. */
  #learn(record: PhotoRecord, look: PhotoRecord['look']): void {
    if (look === null || this.#present(record.photoId) !== record) return;
    const next = withLook(record, look);
    this.#records.set(record.photoId, next);
    if (next.look === null) this.#probes.add([record.photoId]);
    this.#pulse.beat(record.sourceId);
  }
}
