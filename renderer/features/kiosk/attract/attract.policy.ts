import type { MediaSource } from '../../../../shared/contract/media.ts';
import type { SourceId } from '../../../../shared/domain/ids.ts';

/** A folder given for trials is there from the start; nobody put it in. */
const SETTLE_MS = 3000;

const isIn = ({ state }: MediaSource): boolean => state === 'scanning' || state === 'ready';

/** The medium that was put in while nobody stood at the kiosk, if any (MED-1). */
export function arrived(
  known: ReadonlySet<SourceId>,
  sources: readonly MediaSource[],
  openForMs: number,
): MediaSource | null {
  const settling = openForMs < SETTLE_MS;
  const fresh = sources.filter((source) => !source.relisted && !known.has(source.sourceId) && isIn(source));
  return fresh.find(({ kind }) => kind !== 'folder' || !settling) ?? null;
}
