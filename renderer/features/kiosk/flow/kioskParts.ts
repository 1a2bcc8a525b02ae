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
import type { Visit } from './visitStore.ts';
import type { WipeRegistry } from './wipe.ts';

/** All that the kiosk knows, in small stores; each forgets through the one registry. */
export interface KioskState {
  readonly visit: Visit;
  readonly media: Media;
  readonly choice: Choice;
  readonly history: History;
  readonly sizes: Sizes;
  readonly details: Details;
  readonly order: Order;
  readonly myData: MyData;
  readonly withdraw: Withdraw;
  readonly overlays: Overlays;
  readonly papers: Papers;
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
