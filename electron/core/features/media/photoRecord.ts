import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { MediaPhoto } from '../../../../shared/contract/media.ts';
import type { PhotoId, SourceId } from '../../../../shared/domain/ids.ts';
import { type MediaReason, shownName } from '../../../../shared/domain/media.ts';
import { SHOP_ZONE, shopDayOf } from '../../../../shared/domain/time.ts';
import type { ImagingSource, Outcome, PhotoFacts } from '../../ports/imaging.ts';
import type { Alike } from './alike/traits.ts';
import type { FoundFile } from './pairFiles.ts';
import type { WalkEntry } from './walkMedium.ts';

/** What content said of a file; null while nobody looked. */
export type Look =
  | { readonly usable: true; readonly facts: PhotoFacts }
  | { readonly usable: false; readonly reason: MediaReason };

/** One photo of a source, as the core knows it. */
export type PhotoRecord = {
  readonly photoId: PhotoId;
  readonly sourceId: SourceId;
  readonly root: string;
  readonly file: FoundFile;
  readonly fallbacks: readonly FoundFile[];
  readonly look: Look | null;
  /** Where a phone's photo lies; null for one on a medium. */
  readonly sealed: SealedSource | null;
  /** SHA-256 in hex, known of what a phone sent as it came; a medium's files are read for it only where needed. */
  readonly sha256: string | null;
};

/** A file of our own store, as imaging and the copier open it. */
export type SealedSource = Extract<ImagingSource, { kind: 'sealed' }>;

/** A new record of a listed file. */
export function recordOf(
  entry: WalkEntry,
  place: Pick<PhotoRecord, 'photoId' | 'sourceId' | 'root'>,
): PhotoRecord {
  const look = entry.reason === null ? null : ({ usable: false, reason: entry.reason } as const);
  return { ...place, file: entry.file, fallbacks: entry.fallbacks, look, sealed: null, sha256: null };
}

/** A broken developed file gives way to its RAW, to be looked at in its place. */
export function withLook(record: PhotoRecord, look: Look): PhotoRecord {
  const [raw, ...others] = record.fallbacks;
  if (look.usable || raw === undefined) return { ...record, look };
  return { ...record, file: raw, fallbacks: others, look: null };
}

/** The same file: by path on its medium, bytes and time. Survives another mount path and a restart. */
export function identityOf(file: Pick<FoundFile, 'relPath' | 'bytes' | 'mtimeMs'>): string {
  return `${file.bytes}\n${file.mtimeMs}\n${file.relPath}`;
}

/** Where a record's file lies now. Never leaves core and imaging. */
export function pathOf({ root, file }: PhotoRecord): string {
  return join(root, ...file.relPath.split('/'));
}

/** The file where it lies, for a job of imaging. */
export function imagingSource(record: PhotoRecord): ImagingSource {
  return record.sealed ?? { kind: 'medium', path: pathOf(record), name: record.file.name };
}

/** Null where the decoders did not answer about the file itself: it is asked again when it is next needed. */
export function lookOf(answer: Outcome<{ readonly facts: PhotoFacts }>): Look | null {
  if (answer.ok) return { usable: true, facts: answer.facts };
  const { reason } = answer;
  return reason === 'cancelled' || reason === 'out_of_service' ? null : { usable: false, reason };
}

/** The record as a window may see it, with what it is like: no path. */
export function shownPhoto(record: PhotoRecord, alike: Alike | null): MediaPhoto {
  const { photoId, sourceId, file, look } = record;
  const facts = look?.usable === true ? look.facts : null;
  const taken = facts?.takenAt ?? null;
  const takenAt = taken === null ? null : shopTime(taken);
  const fileDay = file.mtimeMs > 0 ? shopDayOf(file.mtimeMs) : null;
  return {
    photoId,
    sourceId,
    name: (shownName(file.name) || '?').slice(0, 255),
    takenAt,
    day: takenAt === null || taken === null ? fileDay : taken.slice(0, 10),
    width: facts?.width ?? null,
    height: facts?.height ?? null,
    bytes: file.bytes,
    usable: look?.usable ?? null,
    reason: reasonOf(look),
    same: alike?.same ?? null,
    series: alike?.series ?? null,
  };
}

function reasonOf(look: Look | null): MediaReason | null {
  if (look === null) return null;
  if (!look.usable) return look.reason;
  return look.facts.incomplete ? 'incomplete' : null;
}

/** A camera knows no zone: its wall time is read as the shop's. Null for a day that does not exist. */
function shopTime(wallTime: string): number | null {
  try {
    const ms = Temporal.PlainDateTime.from(wallTime).toZonedDateTime(SHOP_ZONE).epochMilliseconds;
    return ms >= 0 ? ms : null;
  } catch {
    return null;
  }
}
