import type { MediaSource } from '../../../../shared/contract/media.ts';
import type { PhotoId, SourceId } from '../../../../shared/domain/ids.ts';
import type { MarkedPhotos } from './marks/markedPhotos.ts';
import type { PhotoRecord } from './photoRecord.ts';
import type { Volume } from './volumes.ts';
import type { WalkEnd } from './walkMedium.ts';

/** Stands where a medium has its volume: what a phone sent lies sealed in our own store. */
export const PHONE = { key: 'phone', root: '', kind: 'phone', label: '' } as const;

/** One medium of the visit. `end` is null while it is being listed; `marked` is what the camera marked. */
export type Source = {
  readonly sourceId: SourceId;
  readonly volume: Volume | typeof PHONE;
  readonly relisted: boolean;
  readonly photos: PhotoId[];
  readonly stop: AbortController;
  end: WalkEnd | null;
  marked: MarkedPhotos | null;
  gone: boolean;
};

/** A source of which nothing is listed yet. */
export function newSource(sourceId: SourceId, volume: Source['volume'], relisted: boolean): Source {
  return {
    sourceId,
    volume,
    relisted,
    photos: [],
    stop: new AbortController(),
    end: null,
    marked: null,
    gone: false,
  };
}

/** Whether it is a thing that can be put in and taken out. */
export function isMedium(volume: Source['volume']): volume is Volume {
  return volume.kind !== 'phone';
}

/** The source as a window may see it. */
export function shownSource(source: Source, records: readonly PhotoRecord[]): MediaSource {
  const unusable = records.filter(({ look }) => look?.usable === false).length;
  return {
    sourceId: source.sourceId,
    kind: source.volume.kind,
    label: source.volume.label,
    state: stateOf(source),
    problem: problemOf(source, records, unusable),
    relisted: source.relisted,
    photos: records.length - unusable,
    unusable,
    marks: marksOf(source, records),
  };
}

/** Only what can be chosen now is offered: marks of broken photos, and of a card that is out, are not. */
function marksOf({ marked, gone }: Source, records: readonly PhotoRecord[]): MediaSource['marks'] {
  if (marked === null || gone) return null;
  const usable = records.filter(({ photoId, look }) => marked.wishes.has(photoId) && look?.usable !== false);
  const dropped = marked.dropped + marked.wishes.size - usable.length;
  return usable.length === 0 ? null : { id: marked.id, photos: usable.length, dropped };
}

function stateOf({ gone, end }: Source): MediaSource['state'] {
  if (gone) return 'gone';
  if (end === null) return 'scanning';
  return end === 'locked' || end === 'damaged' ? 'failed' : 'ready';
}

function problemOf(
  { end }: Source,
  records: readonly PhotoRecord[],
  unusable: number,
): MediaSource['problem'] {
  if (end === null) return null;
  if (end !== 'whole') return end;
  if (records.length === 0) return 'empty';
  if (records.every(({ look }) => look?.usable === false && look.reason === 'unreadable_media'))
    return 'damaged';
  return unusable === records.length ? 'no_photos' : null;
}
