import { FRESH_EASE } from '../../../../shared/contract/freshDraft.ts';
import type { Api } from '../../../app/api.ts';
import { createDetails } from '../details/detailsStore.ts';
import { createOrder } from '../done/orderStore.ts';
import { createMyData } from '../myData/myDataStore.ts';
import { createWithdraw } from '../myData/withdrawStore.ts';
import { createIdle } from '../overlays/idleStore.ts';
import { createOverlays } from '../overlays/overlayStore.ts';
import { createPapers } from '../overlays/paperStore.ts';
import { createChoice } from '../photos/choiceStore.ts';
import { createHistory } from '../photos/historyStore.ts';
import { createPictures } from '../pictures/pictures.ts';
import { createSizes } from '../sizes/sizesStore.ts';
import { createMedia } from '../source/mediaStore.ts';
import type { KioskState } from './kioskParts.ts';
import { createListener } from './listen.ts';
import { createVisit } from './visitStore.ts';
import { createWipeRegistry } from './wipe.ts';

export interface KioskOptions {
  readonly reload: () => void;
  readonly now?: () => number;
}

/** The kiosk over one client. */
export function createKioskState(api: Api, { reload, now = Date.now }: KioskOptions): KioskState {
  const wipes = createWipeRegistry();
  const visit = createVisit({ api, wipes, reload });
  const media = createMedia(api, visit, wipes);
  const history = createHistory(visit, wipes);
  const overlays = createOverlays(api, visit, wipes);
  const parts = {
    wipes,
    visit,
    media,
    history,
    overlays,
    choice: createChoice(visit, media, history, wipes),
    sizes: createSizes(visit, history, wipes),
    details: createDetails(visit, wipes),
    order: createOrder(api, visit, wipes),
    myData: createMyData(visit, wipes),
    withdraw: createWithdraw(visit, wipes),
    papers: createPapers(visit, wipes),
    idle: createIdle({ visit, media, overlays }, wipes, now),
    pictures: createPictures(api, wipes),
  };

  const begin: KioskState['begin'] = async (at) => {
    const { ease } = overlays.getState();
    await visit.begin(at);
    if (JSON.stringify(ease) !== JSON.stringify(FRESH_EASE)) await overlays.setEase(ease);
    parts.idle.sign();
    await Promise.all([media.refreshPhotos(), media.refreshCopy()]);
  };

  return {
    ...parts,
    begin,
    start: createListener(api, { ...parts, begin }, now),
    photosChosen: async () => {
      await visit.goTo('sizes');
      await media.startCopy();
    },
  };
}
