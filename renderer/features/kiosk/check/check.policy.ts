import type { Draft, DraftItem } from '../../../../shared/contract/drafts.ts';
import type { CopyState } from '../../../../shared/contract/media.ts';
import type { PhotoId } from '../../../../shared/domain/ids.ts';

export interface PrintGroup {
  readonly format: string;
  readonly paper: string;
  readonly copies: number;
  readonly photos: readonly { readonly photoId: PhotoId; readonly copies: number }[];
}

/** The prints by size and paper, in the order in which they were first chosen. */
export function groupPrints(items: readonly DraftItem[]): readonly PrintGroup[] {
  const groups = new Map<string, PrintGroup>();
  for (const { format, paper, copies, photoId } of items) {
    const key = `${format} ${paper}`;
    const group = groups.get(key) ?? { format, paper, copies: 0, photos: [] };
    groups.set(key, {
      ...group,
      copies: group.copies + copies,
      photos: [...group.photos, { photoId, copies }],
    });
  }
  return [...groups.values()];
}

/** Only an order whose every photo is stored may be placed. */
export const allStored = (draft: Draft): boolean =>
  draft.photos.length > 0 && draft.photos.every(({ stored }) => stored);

/** The one thing the copy banner says. */
export type CopyMessage =
  | 'none'
  | 'copying'
  | 'mayRemove'
  | 'allCopied'
  | 'missing'
  | 'failed'
  | 'cancelled'
  | 'diskFull';

export function copyMessage(copy: CopyState | null): CopyMessage {
  if (copy === null || copy.state === 'idle') return 'none';
  if (copy.trouble !== null) return 'diskFull';
  if (copy.state === 'cancelled') return 'cancelled';
  if (copy.state === 'stalled' || copy.missing.length > 0) return 'missing';
  if (copy.state === 'copying') return 'copying';
  if (copy.failed.length > 0) return 'failed';
  if (!copy.mediumStillIn) return 'allCopied';
  return copy.mayRemove ? 'mayRemove' : 'copying';
}
