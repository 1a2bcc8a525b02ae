import type { Draft } from '../../../../shared/contract/drafts.ts';
import type { Api } from '../../../app/api.ts';
import { allStored } from '../check/check.policy.ts';
import { isContactGood } from '../details/details.policy.ts';
import { createDetails } from '../details/detailsStore.ts';
import { createOrder } from '../done/orderStore.ts';
import { createMyData } from '../myData/myDataStore.ts';
import { createWithdraw } from '../myData/withdrawStore.ts';
import { createPapers } from '../overlays/paperStore.ts';
import { createChoice } from '../photos/choiceStore.ts';
import { createHistory } from '../photos/historyStore.ts';
import { createSizes } from '../sizes/sizesStore.ts';
import type { FlowFacts } from './kioskFlow.policy.ts';
import type { KioskFront, VisitStores } from './kioskParts.ts';

/** What the guards of the flow look at in a draft. */
export const factsOf = (draft: Draft): FlowFacts => ({
  photos: draft.photos.length,
  contactGood: isContactGood(draft.contact),
  allStored: allStored(draft),
});

/** What only a visit has, over the kiosk's front. */
export function createVisitStores(
  api: Api,
  { visit, media, wipes }: Pick<KioskFront, 'visit' | 'media' | 'wipes'>,
): VisitStores {
  const history = createHistory(visit, wipes);
  return {
    history,
    choice: createChoice(visit, media, history, wipes),
    sizes: createSizes(visit, history, wipes),
    details: createDetails(visit, wipes),
    order: createOrder(api, visit, wipes),
    myData: createMyData(visit, wipes),
    withdraw: createWithdraw(visit, wipes),
    papers: createPapers(visit, wipes),
    photosChosen: async () => {
      await visit.goTo('sizes');
      await media.startCopy();
    },
  };
}
