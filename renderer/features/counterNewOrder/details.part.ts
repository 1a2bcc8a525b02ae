import { EMPTY_CONTACT } from '../../../shared/contract/freshDraft.ts';
import { answersFor } from '../../../shared/domain/consent.ts';
import { withWay } from '../../../shared/domain/contactForm.ts';
import type { DetailsPart, GetState, Run, SetState } from './newOrderState.ts';

/** Typing rests so long before it is saved; a step or a lock does not wait for it. */
const REST_MS = 600;

/** The customer and the optional consents. */
export function createDetailsPart(run: Run, set: SetState, get: GetState): DetailsPart {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = async () => {
    clearTimeout(timer);
    timer = undefined;
    const { form, consents, age, draft } = get();
    if (draft === null) return;
    if (JSON.stringify(form) !== JSON.stringify(draft.contact))
      await run('drafts:setContact', { contact: form });
    if (age !== draft.age || JSON.stringify(consents) !== JSON.stringify(draft.consents)) {
      await run('drafts:setConsents', { consents: [...consents], age });
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), REST_MS);
  };
  return {
    form: EMPTY_CONTACT,
    consents: [],
    age: null,
    confirmed: false,
    onPaper: null,
    tried: false,
    type: (change) => {
      set({ form: { ...get().form, ...change } });
      later();
    },
    setWay: (way) => {
      const { form, consents } = get();
      const consented = answersFor(way, consents);
      set({ form: withWay(form, way), consents: consented, age: null, confirmed: false, onPaper: null });
      later();
    },
    answer: (choice) => {
      const consents = answersFor(get().form.way, get().consents).map((one) =>
        one.purpose === choice.purpose && one.channel === choice.channel ? choice : one,
      );
      const { age } = get();
      // A box ticked after "no" asks the question again.
      set({ consents, age: age === 'under13' ? null : age, confirmed: false });
      later();
    },
    answerAge: (age) => {
      const answers = get().consents;
      const consents = age === 'under13' ? answers.map((one) => ({ ...one, given: false })) : answers;
      set({ age, consents, confirmed: false });
      later();
    },
    confirm: (confirmed) => set({ confirmed }),
    // Another kind of proof is another word of whoever serves.
    setOnPaper: (onPaper) => set({ onPaper, confirmed: false }),
    setLocale: async (locale) => void (await run('drafts:setLocale', { locale })),
    saveDetails: save,
  };
}
