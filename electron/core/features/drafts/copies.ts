import type { DraftId, PhotoId } from '../../../../shared/domain/ids.ts';
import type { MediaReason } from '../../../../shared/domain/media.ts';
import type { CoreDeps } from '../../call/deps.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { Imaging, ImagingSource } from '../../ports/imaging.ts';
import type { Copier, PickedPhoto, StoredRow } from '../media/index.ts';
import { listPhotos, markFailed, markNotStored, markStored, setSides } from './draftPhotos.store.ts';
import { sql } from '../../db/sql.ts';
import { describeError } from '../../log/log.ts';

export interface CopiesDeps extends CoreDeps {
  readonly copier: () => Copier;
  readonly imaging: Pick<Imaging, 'probe'>;
  /** The sealed original as imaging opens it. */
  readonly sealed: (draftId: string, fileId: string, name: string) => Promise<ImagingSource | undefined>;
}

interface Unseen {
  readonly draftId: DraftId;
  readonly photoId: PhotoId;
  readonly fileId: string;
  readonly name: string;
}

const picked = (db: ReadableDb, draftId: string): readonly PickedPhoto[] =>
  listPhotos(db, draftId).map(({ photoId, bytes, file }) => ({
    photoId,
    bytes,
    stored: file && { fileId: file.fileId },
  }));

/** Keeps the copier's work and the rows of a draft in step. */
export const createCopies = (deps: CopiesDeps) => {
  const begun = new Set<string>();

  const looking = new Set<Promise<void>>();

  /** Sides and soundness are known at last once the bytes are here. */
  const look = async ({ draftId, photoId, fileId, name }: Unseen): Promise<void> => {
    const source = await deps.sealed(draftId, fileId, name);
    const seen = source && (await deps.imaging.probe(source, { priority: 'background' }));
    // Without an answer nothing is known; the next beginning asks again.
    if (!seen || (!seen.ok && (seen.reason === 'cancelled' || seen.reason === 'out_of_service'))) return;
    deps.transact((tx) => {
      if (seen.ok) setSides(tx.db, draftId, photoId, seen.facts.width, seen.facts.height);
      else markFailed(tx.db, draftId, photoId, seen.reason as MediaReason);
      tx.emit('copy-changed', { draftId });
      tx.emit('draft-changed', { draftId });
    });
  };

  /** Looks at the stored photos of a draft that nobody looked at yet. */
  const lookAtStored = (draftId: DraftId, only?: PhotoId): void => {
    for (const { photoId, name, file, width, failed } of listPhotos(deps.read, draftId)) {
      if (!file || width !== null || failed !== null || (only !== undefined && only !== photoId)) continue;
      const running = look({ draftId, photoId, fileId: file.fileId, name })
        // On a full disk; the next beginning asks again.
        .catch((error: unknown) => deps.log.error('sides-failed', describeError(error)))
        .finally(() => looking.delete(running));
      looking.add(running);
    }
  };

  return {
    /** Copying of this draft begins, and from now on follows what is picked. */
    begin: (draftId: DraftId): void => {
      begun.add(draftId);
      deps.copier().pick(draftId, picked(deps.read, draftId));
      lookAtStored(draftId);
    },
    sync: (draftId: DraftId): void => {
      if (begun.has(draftId)) deps.copier().pick(draftId, picked(deps.read, draftId));
    },
    end: (draftId: DraftId): void => {
      begun.delete(draftId);
      deps.copier().release(draftId);
    },
    remove: async (draftId: DraftId): Promise<void> => {
      begun.delete(draftId);
      await deps.copier().cancel(draftId);
      // Begun again meanwhile: what copies now must not be let go of.
      if (!begun.has(draftId)) deps.copier().release(draftId);
    },
    onStored: (row: StoredRow): void => {
      deps.transact((tx) => {
        markStored(tx.db, row);
        tx.emit('draft-changed', { draftId: row.draftId });
      });
      lookAtStored(row.draftId, row.photoId);
    },
    /** Resolves when no stored photo is being looked at. */
    settled: async (): Promise<void> => void (await Promise.all(looking)),
    onRemoved: (draftId: DraftId, photoId: PhotoId | 'all'): void =>
      deps.transact((tx) => markNotStored(tx.db, draftId, photoId === 'all' ? null : photoId)),
    /** The stored copy of a photo of any draft, if there is one. */
    storedCopy: async (photoId: PhotoId): Promise<ImagingSource | undefined> => {
      const row = deps.read.get<{ draft_id: string; file_id: string; name: string }>(
        sql`SELECT draft_id, file_id, name FROM draft_photo WHERE photo_id = ${photoId} AND file_id IS NOT NULL`,
      );
      return row && deps.sealed(row.draft_id, row.file_id, row.name);
    },
  };
};

export type Copies = ReturnType<typeof createCopies>;
