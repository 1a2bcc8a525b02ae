import type { Api } from '../../../../app/api.ts';
import { type GetNotices, isDone, type NoticesState, type SetNotices } from '../noticesState.ts';
import { NO_PUBLICATION, readPublication } from './publication.policy.ts';

type Acts = Pick<NoticesState, 'judge' | 'move' | 'openForm' | 'type' | 'closeForm' | 'save'>;

/** What is done with the version in hand; core says what its state allows. */
export function createActs(api: Api, set: SetNotices, get: GetNotices): Acts {
  const inHand = () => {
    const { notice, pending } = get();
    if (notice === null || pending) return null;
    set({ pending: true });
    return { noticeId: notice.noticeId, version: notice.version };
  };
  return {
    judge: async (materiality) => {
      const version = inHand();
      if (version === null) return;
      if (isDone(await api.ask('notices:judge', { ...version, materiality }), set)) await get().load();
    },
    move: async (act) => {
      const version = inHand();
      if (version === null) return;
      const answer = await api.ask('notices:move', { ...version, act, publication: null });
      if (isDone(answer, set)) await get().load();
    },
    openForm: () => set({ form: NO_PUBLICATION, problems: [], refusal: null }),
    type: (change) => {
      const { form } = get();
      if (form !== null) set({ form: { ...form, ...change } });
    },
    closeForm: () => set({ form: null, problems: [], refusal: null }),
    save: async () => {
      const { form } = get();
      if (form === null) return;
      const read = readPublication(form);
      if (read.kind === 'wrong') return set({ problems: read.problems });
      set({ problems: [] });
      const version = inHand();
      if (version === null) return;
      const { publication } = read;
      const answer = await api.ask('notices:move', { ...version, act: 'publish', publication });
      if (!isDone(answer, set)) return;
      set({ form: null });
      await get().load();
    },
  };
}
