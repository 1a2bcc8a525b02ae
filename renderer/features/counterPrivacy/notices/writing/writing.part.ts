import type { Api } from '../../../../app/api.ts';
import { failureOf } from '../../parts/failure.ts';
import { type GetNotices, isDone, type NoticesState, type SetNotices } from '../noticesState.ts';
import { beginWriting, readWriting } from './writing.policy.ts';

type Writing = Pick<NoticesState, 'beginWriting' | 'write' | 'writeSection' | 'dropWriting' | 'saveWriting'>;

/** A new version, or a draft that is written on, until it is kept or dropped. */
export function createWriting(api: Api, set: SetNotices, get: GetNotices, now: () => number): Writing {
  const knownOf = (noticeId: string) =>
    (get().items ?? []).filter((item) => item.noticeId === noticeId).map(({ version }) => version);
  return {
    beginWriting: async (base) => {
      if (get().pending) return;
      const { noticeId, version } = base;
      set({ pending: true, refusal: null });
      const answer = await api.ask('notices:source', { noticeId, version });
      if (!answer.ok) return set({ pending: false, refusal: failureOf(answer) });
      const about = { known: knownOf(noticeId), now: now() };
      set({ pending: false, writing: beginWriting(base, answer.value, about), writingProblems: [] });
    },
    write: (change) => {
      const { writing } = get();
      if (writing !== null) set({ writing: { ...writing, ...change } });
    },
    writeSection: (id, locale, text) => {
      const { writing, write } = get();
      if (writing === null) return;
      const changed = writing.sections.map((section) =>
        section.id === id ? { ...section, text: { ...section.text, [locale]: text } } : section,
      );
      write({ sections: changed });
    },
    dropWriting: () => set({ writing: null, writingProblems: [], refusal: null }),
    saveWriting: async () => {
      const { writing, pending } = get();
      if (writing === null || pending) return;
      const read = readWriting(writing, { known: knownOf(writing.noticeId), now: now() });
      if (read.kind === 'wrong') return set({ writingProblems: read.problems });
      set({ pending: true, writingProblems: [] });
      if (!isDone(await api.ask('notices:propose', { draft: read.draft }), set)) return;
      set({ writing: null, view: 'versions' });
      await get().load();
      await get().select(`${read.draft.noticeId} ${read.draft.version}`);
    },
  };
}
