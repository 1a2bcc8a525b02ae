import { type Api } from '../../../app/api.ts';
import { createDetails, type Details } from '../details/detailsStore.ts';
import { createOrder, type Order } from '../done/orderStore.ts';
import { createIdle, type Idle } from '../overlays/idleStore.ts';
import { createOverlays, FRESH_EASE, type Overlays } from '../overlays/overlayStore.ts';
import { type Choice, createChoice } from '../photos/choiceStore.ts';
import { createHistory, type History } from '../photos/historyStore.ts';
import { createPictures, type Pictures } from '../pictures/pictures.ts';
import { createSizes, type Sizes } from '../sizes/sizesStore.ts';
import { createMedia, type Media } from '../source/mediaStore.ts';
import { createListener } from './listen.ts';
import { createVisit, type Visit } from './visitStore.ts';
import { createWipeRegistry, type WipeRegistry } from './wipe.ts';

/** All that the kiosk knows, in small stores; each forgets through the one registry. */
export interface KioskState {
  readonly visit: Visit;
  readonly media: Media;
  readonly choice: Choice;
  readonly history: History;
  readonly sizes: Sizes;
  readonly details: Details;
  readonly order: Order;
  readonly overlays: Overlays;
  readonly idle: Idle;
  readonly pictures: Pictures;
  readonly wipes: WipeRegistry;
  /** Touched, or a card put in: the visit begins. */
  readonly begin: (at: 'source' | 'photos') => Promise<void>;
  /** Reads what core knows and shows the first screen; answers when it stands. */
  readonly start: () => Promise<void>;
  /** Leaves the photo screen: copying begins in the background. */
  readonly photosChosen: () => Promise<void>;
}

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
