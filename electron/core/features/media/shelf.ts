import { PhotoId, type SourceId } from '../../../../shared/domain/ids.ts';
import type { KnownPhoto } from './libraryTypes.ts';
import type { Source } from './mediaSource.ts';
import { identityOf, type PhotoRecord, recordOf } from './photoRecord.ts';
import type { WalkEntry } from './walkMedium.ts';

/** What the media of one visit hold. In memory; a photo whose medium comes back keeps its id. */
export class Shelf {
  readonly #newId: () => string;
  readonly #sources = new Map<SourceId, Source>();
  readonly #records = new Map<PhotoId, PhotoRecord>();
  /** Identity of photos whose medium is away. */
  readonly #away = new Map<string, PhotoId>();

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  sources(): readonly Source[] {
    return [...this.#sources.values()];
  }

  source(sourceId: SourceId): Source | undefined {
    return this.#sources.get(sourceId);
  }

  add(source: Source): void {
    this.#sources.set(source.sourceId, source);
  }

  record(photoId: PhotoId): PhotoRecord | undefined {
    return this.#records.get(photoId);
  }

  records(): readonly PhotoRecord[] {
    return [...this.#records.values()];
  }

  replace(record: PhotoRecord): void {
    this.#records.set(record.photoId, record);
  }

  /** A photo that came back with another medium belongs to that one. */
  recordsOf({ photos, sourceId }: Source): readonly PhotoRecord[] {
    return photos
      .flatMap((photoId) => this.#records.get(photoId) ?? [])
      .filter((record) => record.sourceId === sourceId);
  }

  isPresent(record: PhotoRecord): boolean {
    return this.#sources.get(record.sourceId)?.gone === false;
  }

  /** Photos that an earlier run knew. */
  expect(photos: readonly KnownPhoto[]): void {
    for (const photo of photos) this.#away.set(identityOf(photo), photo.photoId);
  }

  /** Lists a photo under its source, by the id it had before if it was known. */
  enter(entry: WalkEntry, { sourceId, volume, photos }: Source): PhotoRecord {
    const files = [entry.file, ...entry.fallbacks];
    // The RAW of a broken developed file may be what the customer knew.
    const known = files.findIndex((listed) => this.#away.has(identityOf(listed)));
    const [file = entry.file, ...fallbacks] = files.slice(Math.max(0, known));
    const photoId = this.#away.get(identityOf(file)) ?? PhotoId.parse(this.#newId());
    this.#away.delete(identityOf(file));
    const record = recordOf({ ...entry, file, fallbacks }, { photoId, sourceId, root: volume.root });
    this.#records.set(photoId, record);
    photos.push(photoId);
    return record;
  }

  /** The medium went: its photos are expected back. */
  leave(source: Source): void {
    source.gone = true;
    source.stop.abort();
    for (const { file, photoId } of this.recordsOf(source)) this.#away.set(identityOf(file), photoId);
  }

  /** Media that went and whose photos all came back with another one are no longer shown. */
  dropEmpty(): void {
    for (const source of this.sources())
      if (source.gone && this.recordsOf(source).length === 0) this.#sources.delete(source.sourceId);
  }

  /** Takes a source and its photos away for good. */
  drop(source: Source): void {
    source.stop.abort();
    for (const { photoId } of this.recordsOf(source)) this.#records.delete(photoId);
    this.#sources.delete(source.sourceId);
  }

  clear(): void {
    for (const { stop } of this.#sources.values()) stop.abort();
    this.#sources.clear();
    this.#records.clear();
    this.#away.clear();
  }
}
