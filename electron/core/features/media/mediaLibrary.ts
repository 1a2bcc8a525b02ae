import type { MediaSource } from '../../../../shared/contract/media.ts';
import { type PhotoId, SourceId } from '../../../../shared/domain/ids.ts';
import type {
  FoundRecord,
  KnownPhoto,
  MediaLibraryOptions,
  PhotoPage,
  ReceivedPhoto,
  ThumbnailAnswer,
  ThumbnailRequest,
} from './libraryTypes.ts';
import { isMedium, newSource, PHONE, type Source, shownSource } from './mediaSource.ts';
import { AlikeFinder } from './alike/alikeFinder.ts';
import { markedPhotos, type MarkedPhotos } from './marks/markedPhotos.ts';
import { readMarkFile } from './marks/readMarkFile.ts';
import { identityOf, imagingSource, lookOf, type PhotoRecord, withLook } from './photoRecord.ts';
import { newVisit, PhotoPictures } from './photoPictures.ts';
import { createProbeQueue, type ProbeQueue } from './probeQueue.ts';
import { createPulse, type Pulse } from './pulse.ts';
import { Shelf } from './shelf.ts';
import { createShownPhotos } from './shownPhotos.ts';
import type { Volume } from './volumes.ts';
import { createVolumeWatch, type VolumeWatch } from './volumeWatch.ts';
import { walkMedium } from './walkMedium.ts';

const MAX_PHOTOS = 20_000;
const LOOK_EVERY_MS = 1000;
const TELL_EVERY_MS = 250;
const PROBES_AT_ONCE = 2;

/** Watches media, lists their photos and shows them. All in memory; reads only; knows no order. */
export class MediaLibrary {
  readonly #options: MediaLibraryOptions;
  readonly #shelf: Shelf;
  /** Media that were in when the last visit ended: listed again when somebody begins, not by themselves. */
  readonly #dormant = new Map<string, Volume>();
  readonly #listeners = new Set<() => void>();
  readonly #pictures: PhotoPictures;
  readonly #probes: ProbeQueue<PhotoId>;
  readonly #pulse: Pulse<SourceId>;
  readonly #watch: VolumeWatch;
  readonly #shown = createShownPhotos(({ photoId }) => this.#alike.of(photoId));
  #visit = newVisit();
  #alike: AlikeFinder;

  constructor(options: MediaLibraryOptions) {
    this.#options = options;
    this.#shelf = new Shelf(() => options.ids.ulid());
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
    this.#shelf.expect(photos);
  }

  /** Wipes all that was read; media that are still in are not listed again before `begin`. */
  forget(): void {
    this.#visit.abort();
    this.#visit = newVisit();
    this.#alike.stop();
    this.#alike = this.#newFinder();
    this.#probes.clear();
    this.#pulse.stop();
    for (const { gone, volume } of this.#shelf.sources())
      if (!gone && isMedium(volume)) this.#dormant.set(volume.key, volume);
    this.#shelf.clear();
    this.#pictures.wipe();
  }

  sources(): readonly MediaSource[] {
    return this.#shelf.sources().map((source) => shownSource(source, this.#shelf.recordsOf(source)));
  }

  /** Part of a source's photos, in the order of the medium; these are looked at first. `known`: what was answered before. */
  photos(sourceId: SourceId, offset: number, limit: number, known: string | null = null): PhotoPage {
    const source = this.#shelf.source(sourceId);
    const listed = source === undefined ? [] : this.#shelf.recordsOf(source);
    const page = listed.slice(offset, offset + limit);
    const answer = this.#shown.page(page, listed.length, known);
    if (!answer.unchanged) this.#lookFirst(page);
    return answer;
  }

  /** For core only: it knows the path. */
  find(photoId: PhotoId): FoundRecord | undefined {
    const record = this.#shelf.record(photoId);
    return record === undefined ? undefined : { ...record, present: this.#shelf.isPresent(record) };
  }

  /** What the camera marked on a source, once it is listed. */
  marked(sourceId: SourceId): MarkedPhotos | null {
    return this.#shelf.source(sourceId)?.marked ?? null;
  }

  /** A preview, from memory where it was made before. */
  thumbnail(photoId: PhotoId, request: ThumbnailRequest): Promise<ThumbnailAnswer> {
    return this.#pictures.thumbnail(photoId, request, this.#visit.signal);
  }

  /** A photo that a phone sent, sealed and looked at. False when this visit has it already, from the same phone. */
  receive({ file, sealed, sha256, look }: ReceivedPhoto): boolean {
    const source = this.#phone() ?? this.#beginPhone();
    const isKnown = this.#shelf.recordsOf(source).some((one) => identityOf(one.file) === identityOf(file));
    if (isKnown) return false;
    const record = this.#shelf.enter({ file, fallbacks: [], reason: null }, source);
    this.#shelf.replace({ ...record, sealed, sha256, look });
    this.#probes.add([record.photoId]);
    this.#pulse.beat(source.sourceId);
    return true;
  }

  /** What a phone sent is no longer there. */
  dropPhone(): void {
    const source = this.#phone();
    if (source === undefined) return;
    this.#shelf.drop(source);
    this.#pulse.beat(source.sourceId);
  }

  /** Whether any medium is in, also one that an earlier visit left. */
  mediumIn(): boolean {
    return (
      this.#dormant.size > 0 || this.#shelf.sources().some(({ gone, volume }) => !gone && isMedium(volume))
    );
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

  #lookFirst(records: readonly PhotoRecord[]): void {
    const unseen = records.filter((record) => record.look === null).map(({ photoId }) => photoId);
    this.#probes.add(unseen);
    this.#probes.hurry(unseen);
  }

  #newFinder(): AlikeFinder {
    return new AlikeFinder({
      ...this.#options,
      photos: () =>
        this.#shelf.records().filter((one) => one.look?.usable === true && this.#shelf.isPresent(one)),
      onFound: () => {
        for (const { sourceId } of this.#shelf.sources()) this.#pulse.beat(sourceId);
      },
    });
  }

  #tell(sourceId: SourceId): void {
    this.#options.onChange(sourceId);
    for (const listener of this.#listeners) listener();
  }

  #present(photoId: PhotoId): PhotoRecord | undefined {
    const record = this.#shelf.record(photoId);
    return record !== undefined && this.#shelf.isPresent(record) ? record : undefined;
  }

  #phone(): Source | undefined {
    return this.#shelf.sources().find(({ volume }) => !isMedium(volume));
  }

  #beginPhone(): Source {
    const source = newSource(SourceId.parse(this.#options.ids.ulid()), PHONE, false);
    source.end = 'whole';
    this.#shelf.add(source);
    return source;
  }

  #compare(volumes: readonly Volume[]): void {
    const now = new Set(volumes.map(({ key }) => key));
    for (const key of this.#dormant.keys()) if (!now.has(key)) this.#dormant.delete(key);
    const known = new Set(this.#dormant.keys());
    for (const source of this.#shelf.sources()) {
      if (source.gone || !isMedium(source.volume)) continue;
      if (now.has(source.volume.key)) known.add(source.volume.key);
      else this.#leave(source);
    }
    for (const volume of volumes) if (!known.has(volume.key)) void this.#arrive(volume, false);
  }

  #leave(source: Source): void {
    this.#shelf.leave(source);
    this.#pulse.beat(source.sourceId);
  }

  async #arrive(volume: Volume, relisted: boolean): Promise<void> {
    const source = newSource(SourceId.parse(this.#options.ids.ulid()), volume, relisted);
    const { sourceId } = source;
    this.#shelf.add(source);
    this.#pulse.beat(sourceId);
    await this.#options.opened.during(() => this.#list(source));
    if (source.stop.signal.aborted) return;
    this.#shelf.dropEmpty();
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
        if (marks !== null) source.marked = markedPhotos(marks, this.#shelf.recordsOf(source));
        source.end = step.value;
        return;
      }
      const fresh = step.value.map((entry) => this.#shelf.enter(entry, source));
      this.#probes.add(fresh.filter(({ look }) => look === null).map(({ photoId }) => photoId));
      this.#pulse.beat(source.sourceId);
    }
  }

  async #probe(photoId: PhotoId): Promise<void> {
    const record = this.#present(photoId);
    if (record === undefined || record.look !== null) return;
    const { signal } = this.#visit;
    const answer = await this.#options.opened.during(() =>
      this.#options.imaging.probe(imagingSource(record), { priority: 'background', signal }),
    );
    this.#learn(record, lookOf(answer));
  }

  /** Keeps what content said, unless the record was meanwhile replaced or its card was pulled under the reader. */
  #learn(record: PhotoRecord, look: PhotoRecord['look']): void {
    if (look === null || this.#present(record.photoId) !== record) return;
    const next = withLook(record, look);
    this.#shelf.replace(next);
    if (next.look === null) this.#probes.add([record.photoId]);
    this.#pulse.beat(record.sourceId);
  }
}
