import { findDraft, findVisit, listDraftIds } from './drafts.store.ts';
import { listPhotos } from './draftPhotos.store.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { sql } from '../../db/sql.ts';
import type { KnownPhoto } from '../media/index.ts';
import { resumes } from './draft.policy.ts';
import type { Wipe } from './wipe.ts';

export interface RecoverDeps extends CoreDeps {
  readonly wipe: Wipe;
  readonly expectPhotos: (photos: readonly KnownPhoto[]) => void;
  readonly resumeCopies: (draftId: string) => void;
  readonly ordersWithFiles: () => Promise<readonly string[]>;
  readonly ordersWithKeys: () => readonly string[];
  readonly removeFiles: (orderId: string) => Promise<void>;
  readonly removeParts: () => Promise<void>;
}

/** Removes files and keys that belong to no draft and no order: what a crash between two steps left over. */
const removeLeftovers = async (deps: RecoverDeps): Promise<void> => {
  const known = new Set([
    ...listDraftIds(deps.read),
    ...deps.read.all<{ order_id: string }>(sql`SELECT order_id FROM orders WHERE files_deleted_at IS NULL`).map((row) => row.order_id),
  ]);
  const found = new Set([...(await deps.ordersWithFiles()), ...deps.ordersWithKeys()]);
  for (const orderId of found) if (!known.has(orderId)) await deps.removeFiles(orderId);
};

/**
 * After a start: a visit whose last touch is recent goes on at its step, an older one is wiped (REC-1); drafts of
 * staff always survive; half-written files and orphaned keys go.
 */
export const recoverDrafts = async (deps: RecoverDeps): Promise<void> => {
  const visit = findVisit(deps.read);
  const { resumeWithinMs } = deps.settings(deps.read).kiosk;
  if (visit && !visit.takenOver && !resumes(visit.touchedAt, deps.clock.now(), resumeWithinMs)) {
    deps.transact((tx) => deps.wipe.visit(tx, visit, 'idle'));
    await deps.wipe.finished();
  }
  await deps.removeParts();
  await removeLeftovers(deps);
  for (const draftId of listDraftIds(deps.read)) {
    const photos = listPhotos(deps.read, draftId);
    deps.expectPhotos(photos.map(({ photoId, relPath, bytes, mtime }) => ({ photoId, relPath, bytes, mtimeMs: mtime })));
    const step = findDraft(deps.read, draftId)?.step;
    if (step !== 'source' && step !== 'photos') deps.resumeCopies(draftId);
  }
};
