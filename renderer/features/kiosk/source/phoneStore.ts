import type { StoreApi } from 'zustand/vanilla';
import type { PhoneState } from '../../../../shared/contract/phone.ts';
import type { Api } from '../../../app/api.ts';
import { createRefresher } from '../flow/refresher.ts';
import type { Visit } from '../flow/visitStore.ts';
import type { WipeRegistry } from '../flow/wipe.ts';

export interface PhoneStore {
  /** Core's last answer; null before there is one. */
  readonly phone: PhoneState | null;
}

export interface Phone extends StoreApi<PhoneStore> {
  readonly refresh: () => Promise<void>;
  /** Asks for a code; `fresh` ends the one before. */
  readonly open: (fresh: boolean) => Promise<void>;
}

/** How it stands with the customer's phone. Core opens its page after it has answered, and then says so. */
export function createPhone(api: Api, visit: Visit, wipes: WipeRegistry): Phone {
  const store = wipes.store<PhoneStore>('phone', () => ({ phone: null }));
  return {
    ...store,
    refresh: createRefresher(async () => {
      const draftId = visit.getState().draft?.draftId;
      if (draftId === undefined) return;
      const answer = await api.ask('phone:state', { draftId });
      if (answer.ok) store.setState({ phone: answer.value });
    }),
    open: async (fresh) => void (await visit.onDraft('phone:open', { fresh })),
  };
}
