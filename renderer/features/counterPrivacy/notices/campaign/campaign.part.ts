import type { Api } from '../../../../app/api.ts';
import { failureOf } from '../../parts/failure.ts';
import { type GetNotices, isDone, type NoticesState, type SetNotices, toldVersion } from '../noticesState.ts';

const PAGE = 100;

type Telling = Pick<NoticesState, 'filterCalls' | 'loadMore' | 'askNote' | 'noteTold'>;

/** Who has been told of a material change, page by page, and what is noted by hand. */
export function createCampaign(api: Api, set: SetNotices, get: GetNotices): Telling {
  let question = 0;
  const read = async (offset: number) => {
    question += 1;
    const mine = question;
    const told = toldVersion(get());
    if (told === undefined) return set({ campaign: null });
    const { noticeId, version, id } = told;
    const state = get().onlyCalls ? ('bounced' as const) : null;
    const answer = await api.ask('notices:campaign', { noticeId, version, state, offset, limit: PAGE });
    if (mine !== question) return;
    if (!answer.ok) return set({ failure: failureOf(answer) });
    const { counts, people } = answer.value;
    const shown = offset === 0 ? [] : (get().campaign?.people ?? []);
    set({ campaign: { id, counts, people: [...shown, ...people], hasMore: people.length === PAGE } });
  };
  return {
    filterCalls: async (onlyCalls) => {
      set({ onlyCalls });
      await read(0);
    },
    loadMore: () => read(get().campaign?.people.length ?? 0),
    askNote: (noting) => set({ noting, refusal: null }),
    noteTold: async () => {
      const { noting, campaign, items, pending } = get();
      const told = items?.find(({ id }) => id === campaign?.id);
      if (noting === null || told === undefined || pending) return;
      set({ pending: true });
      const { noticeId, version } = told;
      const { orderId, state } = noting;
      if (!isDone(await api.ask('notices:noteTold', { noticeId, version, orderId, state }), set)) return;
      set({ noting: null });
      await read(0);
    },
  };
}
