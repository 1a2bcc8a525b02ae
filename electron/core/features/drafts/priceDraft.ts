import { type OrderPrice, priceOrder } from '../../../../shared/domain/pricing.ts';
import type { QueryContext } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { catalogueOf } from './change.ts';
import { withIndex } from './draft.policy.ts';
import type { DraftItemRecord } from './draftPhotos.store.ts';
import type { DraftRecord } from './drafts.store.ts';

/** The price on the screen and the price that is placed are one: of the visit's list, or null where it knows no price. */
export const priceDraft = (
  deps: Pick<CoreDeps, 'catalogue'>,
  context: Pick<QueryContext, 'db'>,
  draft: DraftRecord,
  items: readonly DraftItemRecord[],
): OrderPrice | null => {
  const catalogue = catalogueOf(deps, context, draft);
  const priced = priceOrder(catalogue, withIndex(catalogue, draft, items), {
    express: draft.express,
    delivery: draft.contact.delivery === 'address',
    discount: draft.discount,
  });
  return priced.ok ? priced.price : null;
};
