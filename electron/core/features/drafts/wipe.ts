import type { Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { countStat } from '../statistics/index.ts';
import { deleteDraft, type DraftRecord } from './drafts.store.ts';

export interface WipeDeps extends Pick<CoreDeps, 'log'> {
  /** Ends the copying of a draft; removes its files and destroys its key. */
  readonly removeFiles: (draftId: DraftRecord['draftId']) => Promise<void>;
  /** Drops all that was read from media: listings, previews. */
  readonly forgetMedia: () => void;
  /** Empties the write-ahead log, where deleted rows would live on. */
  readonly checkpoint: () => boolean;
}

export interface Wipe {
  /** Ends the visit, if one runs; `why` counts an abandoned step, null is a finished visit. */
  readonly visit: (
    tx: Tx,
    visit: DraftRecord | undefined,
    why: 'startOver' | 'idle' | 'cardRemoved' | null,
  ) => void;
  /** Leaves nothing of a counter draft. */
  readonly draft: (tx: Tx, draft: DraftRecord) => void;
  /** Resolves when nothing of earlier visits is left on disk. */
  readonly finished: () => Promise<void>;
}

/** Makes the wipe of KIO-3: rows in the transaction, then files, key, listings and the log's old pages. */
export const createWipe = (deps: WipeDeps): Wipe => {
  let running: Promise<void> = Promise.resolve();

  const clean = async (draftId: DraftRecord['draftId'] | null): Promise<void> => {
    if (draftId !== null) await deps.removeFiles(draftId);
    if (!deps.checkpoint()) deps.log.warn('checkpoint-busy');
  };
  const afterwards = (tx: Tx, draftId: DraftRecord['draftId'] | null, media: boolean): void =>
    tx.afterCommit(() => {
      if (media) deps.forgetMedia();
      running = running.then(() => clean(draftId));
    });

  return {
    visit: (tx, visit, why) => {
      if (visit) {
        if (why !== null) countStat(tx, 'abandoned', visit.step);
        deleteDraft(tx.db, visit.draftId);
      }
      afterwards(tx, visit?.draftId ?? null, true);
      tx.emit('visit-ended', {});
      tx.emit('kiosk-changed', {});
    },
    draft: (tx, draft) => {
      deleteDraft(tx.db, draft.draftId);
      afterwards(tx, draft.draftId, false);
    },
    finished: () => running,
  };
};
