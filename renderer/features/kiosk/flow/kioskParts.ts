import type { Details } from '../details/detailsStore.ts';
import type { Order } from '../done/orderStore.ts';
import type { MyData } from '../myData/myDataStore.ts';
import type { Withdraw } from '../myData/withdrawStore.ts';
import type { Idle } from '../overlays/idleStore.ts';
import type { Overlays } from '../overlays/overlayStore.ts';
import type { Papers } from '../overlays/paperStore.ts';
import type { Choice } from '../photos/choiceStore.ts';
import type { History } from '../photos/historyStore.ts';
import type { Pictures } from '../pictures/pictures.ts';
import type { Sizes } from '../sizes/sizesStore.ts';
import type { Media } from '../source/mediaStore.ts';
import type { Phone } from '../source/phoneStore.ts';
import type { Visit } from './visitStore.ts';
import type { WipeRegistry } from './wipe.ts';

/** What the kiosk knows before anybody touched it, in small stores; each forgets through the one registry. */
export interface KioskFront {
  readonly visit: Visit;
  readonly media: Media;
  readonly phone: Phone;
  readonly overlays: Overlays;
  readonly idle: Idle;
  readonly pictures: Pictures;
  readonly wipes: WipeRegistry;
  /** What only a visit has: loaded beside the first screen, not before it. Made once. */
  readonly stores: () => Promise<VisitStores>;
  /** Touched, or a card put in: the visit begins. */
  readonly begin: (at: 'source' | 'photos') => Promise<void>;
  /** Reads what core knows and shows the first screen; answers when it stands. */
  readonly start: () => Promise<void>;
}

export interface VisitStores {
  readonly choice: Choice;
  readonly history: History;
  readonly sizes: Sizes;
  readonly details: Details;
  readonly order: Order;
  readonly myData: MyData;
  readonly withdraw: Withdraw;
  readonly papers: Papers;
  /** Leaves the photo screen: copying begins in the background. */
  readonly photosChosen: () => Promise<void>;
}

/** All that the kiosk knows while somebody stands at it. */
export type KioskState = KioskFront & VisitStores;
