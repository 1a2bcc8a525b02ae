import type { Catalogue } from '../../../../shared/domain/catalogue.ts';
import type { QueryContext, Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { reject } from '../../call/rejection.ts';
import { mayUse } from './draft.policy.ts';
import { type DraftRecord, findDraft, saveDraft } from './drafts.store.ts';

/** The draft of a call, if its caller may work on it. @throws Rejection */
export const usableDraft = (context: Pick<QueryContext, 'db' | 'caller'>, draftId: string): DraftRecord => {
  const draft = findDraft(context.db, draftId);
  const refusal = mayUse(context.caller, draft);
  if (refusal) return reject(refusal);
  return draft ?? reject('NOT_FOUND');
};

/** The price list of the visit: a newer one applies from the next (PRI-1). */
export const catalogueOf = (
  deps: Pick<CoreDeps, 'catalogue'>,
  context: Pick<QueryContext, 'db'>,
  draft: DraftRecord,
): Catalogue => deps.catalogue(context.db, draft.catalogueVersion) ?? reject('NO_PRICE_LIST');

/** Writes a change of the draft's head and tells the windows. Every change is a sign of life. */
export const changeDraft = (tx: Tx, draft: DraftRecord, change: Partial<DraftRecord> = {}): DraftRecord => {
  const next = { ...draft, ...change, touchedAt: tx.now };
  saveDraft(tx.db, next);
  tx.emit('draft-changed', { draftId: draft.draftId });
  return next;
};
