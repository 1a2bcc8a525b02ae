import { findDraft, findVisit, listDraftIds } from './drafts.store.ts';
import { listPhotos } from './draftPhotos.store.ts';
import { ulidTime } from '../../../../shared/domain/ids.ts';
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
  readonly filesOf: (orderId: string) => Promise<readonly string[]>;
  readonly removeFile: (orderId: string, fileId: string) => Promise<void>;
  /** A backup has just taken the place of a damaged database. */
  readonly restored: boolean;
}

const RESTORED = 'restored.at';
/** Photos of orders that a restored backup does not know are kept so long, for staff to compare with the tickets. */
const KEPT_AFTER_RESTORE_MS = 30 * 86_400_000;

/** Orders made before a restore may be missing from the database while their photos are whole. */
const lostOrdersBefore = (deps: RecoverDeps): number => {
  const now = deps.clock.now();
  if (deps.restored)
    deps.transact((tx) =>
      tx.db.run(sql`INSERT INTO setting (key, value) VALUES (${RESTORED}, ${String(now)})
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`),
    );
  const at = Number(
    deps.read.get<{ value: string }>(sql`SELECT value FROM setting WHERE key = ${RESTORED}`)?.value ?? 0,
  );
  return now - at < KEPT_AFTER_RESTORE_MS ? at : 0;
};

/** Removes files and keys that belong to no draft and no order: what a crash between two steps left over. */
const removeLeftovers = async (deps: RecoverDeps): Promise<void> => {
  const known = new Set([
    ...listDraftIds(deps.read),
    ...deps.read
      .all<{ order_id: string }>(sql`SELECT order_id FROM orders WHERE files_deleted_at IS NULL`)
      .map((row) => row.order_id),
  ]);
  const found = new Set([...(await deps.ordersWithFiles()), ...deps.ordersWithKeys()]);
  const keepBefore = lostOrdersBefore(deps);
  for (const orderId of found)
    if (!known.has(orderId) && ulidTime(orderId) >= keepBefore) await deps.removeFiles(orderId);
};

/** Removes copies that a crash kept from being recorded; their photos are copied again. */
const removeUnrecorded = async (deps: RecoverDeps, draftId: string): Promise<void> => {
  const recorded = new Set<string>(
    listPhotos(deps.read, draftId).flatMap(({ file }) => (file ? [file.fileId] : [])),
  );
  for (const fileId of await deps.filesOf(draftId))
    if (!recorded.has(fileId)) await deps.removeFile(draftId, fileId);
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
    await removeUnrecorded(deps, draftId);
    const photos = listPhotos(deps.read, draftId);
    deps.expectPhotos(
      photos.map(({ photoId, relPath, bytes, mtime }) => ({ photoId, relPath, bytes, mtimeMs: mtime })),
    );
    const step = findDraft(deps.read, draftId)?.step;
    if (step !== 'source' && step !== 'photos') deps.resumeCopies(draftId);
  }
};
