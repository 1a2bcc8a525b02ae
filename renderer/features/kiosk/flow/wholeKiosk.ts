import type { Api } from '../../../app/api.ts';
import type { KioskState } from './kioskParts.ts';
import { createKioskFront } from './kioskState.ts';
import * as visitStores from './visitStores.ts';

/** For tests: the kiosk with the stores of a visit, as its screens see it once somebody stands there. */
export async function wholeKiosk(api: Api, reload: () => void = () => undefined): Promise<KioskState> {
  const front = createKioskFront(api, { reload, loadVisit: async () => visitStores });
  return { ...front, ...(await front.stores()) };
}
