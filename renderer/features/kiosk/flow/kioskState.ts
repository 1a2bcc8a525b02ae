import { FRESH_EASE } from '../../../../shared/contract/freshDraft.ts';
import type { Api } from '../../../app/api.ts';
import { createIdle } from '../overlays/idleStore.ts';
import { createOverlays } from '../overlays/overlayStore.ts';
import { createPictures } from '../pictures/pictures.ts';
import { createMedia } from '../source/mediaStore.ts';
import { createPhone } from '../source/phoneStore.ts';
import type { KioskFront, VisitStores } from './kioskParts.ts';
import { createListener } from './listen.ts';
import { createVisit } from './visitStore.ts';
import { createWipeRegistry } from './wipe.ts';

export interface KioskOptions {
  readonly reload: () => void;
  /** Brings what only a visit needs: its rules and its stores. */
  readonly loadVisit: () => Promise<typeof import('./visitStores.ts')>;
  readonly now?: () => number;
}

/** The kiosk over one client, as far as the first screen needs it. */
export function createKioskFront(api: Api, { reload, loadVisit, now = Date.now }: KioskOptions): KioskFront {
  const wipes = createWipeRegistry();
  const loadFacts = async () => (await loadVisit()).factsOf;
  const visit = createVisit({ api, wipes, reload, loadFacts });
  const media = createMedia(api, visit, wipes);
  const phone = createPhone(api, visit, wipes);
  const overlays = createOverlays(api, visit, wipes);
  const idle = createIdle({ visit, media, phone, overlays }, wipes, now);
  const parts = { wipes, visit, media, phone, overlays, idle, pictures: createPictures(api, wipes) };

  let made: Promise<VisitStores> | undefined;
  const stores: KioskFront['stores'] = () =>
    (made ??= loadVisit().then(({ createVisitStores }) => createVisitStores(api, parts)));

  const begin: KioskFront['begin'] = async (at) => {
    const { ease } = overlays.getState();
    await stores();
    await visit.begin(at);
    if (JSON.stringify(ease) !== JSON.stringify(FRESH_EASE)) await overlays.setEase(ease);
    idle.sign();
    await Promise.all([media.refreshPhotos(), media.refreshCopy(), phone.refresh()]);
  };

  return { ...parts, stores, begin, start: createListener(api, { ...parts, stores, begin }, now) };
}
