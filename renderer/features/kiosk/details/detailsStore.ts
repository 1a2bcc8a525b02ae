import { EMPTY_CONTACT } from '../../../../shared/contract/freshDraft.ts';
import type { StoreApi } from 'zustand/vanilla';
import type { ContactForm } from '../../../../shared/contract/drafts.ts';
import { type AgeAnswer, answersFor, type ConsentChoice } from '../../../../shared/domain/consent.ts';
import type { Visit } from '../flow/visitStore.ts';
import type { WipeRegistry } from '../flow/wipe.ts';
import { withWay } from '../../../../shared/domain/contactForm.ts';
import { type FormProblem, hintFor, problemsOf } from './details.policy.ts';

export interface DetailsState {
  /** As typed; core has it at most 400 ms later. */
  readonly form: ContactForm;
  /** Shown after the first try to go on; shrinks while the person mends. */
  readonly problems: readonly FormProblem[];
  /** The address that the customer said is right. */
  readonly acceptedEmail: string | null;
  /** Grows with each refused try, so that the summary takes the focus again. */
  readonly refusals: number;
}

export interface Details extends StoreApi<DetailsState> {
  /** Takes over what core knows, when the screen opens. */
  readonly open: () => void;
  readonly type: (field: keyof ContactForm, value: string) => void;
  readonly chooseWay: (way: NonNullable<ContactForm['way']>) => Promise<void>;
  readonly chooseDelivery: (delivery: ContactForm['delivery']) => Promise<void>;
  readonly takeHint: () => Promise<void>;
  readonly refuseHint: () => void;
  readonly tick: (box: ConsentChoice, given: boolean) => Promise<void>;
  /** The answer to the question of age, asked once a box is ticked (C7). */
  readonly answerAge: (age: AgeAnswer) => Promise<void>;
  /** Sends what was typed to core now. */
  readonly save: () => Promise<void>;
  readonly goOn: () => Promise<void>;
}

const SAVE_AFTER_MS = 400;

/** The contact while it is typed, and the boxes. */
export function createDetails(visit: Visit, wipes: WipeRegistry): Details {
  const store = wipes.store<DetailsState>('details', () => ({
    form: EMPTY_CONTACT,
    problems: [],
    acceptedEmail: null,
    refusals: 0,
  }));
  const { getState: get, setState: set } = store;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ticked: Promise<void> = Promise.resolve();
  wipes.add('detailsTimer', () => clearTimeout(timer));

  const save = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const { form } = get();
    const saved = visit.getState().draft?.contact;
    if (JSON.stringify(saved) === JSON.stringify(form)) return;
    await visit.onDraft('drafts:setContact', { contact: form });
    await visit.refreshDraft();
  };
  const edit = (form: ContactForm): void =>
    set(({ problems }) => {
      const left = new Set(problemsOf(form));
      return { form, problems: problems.filter((problem) => left.has(problem)) };
    });

  return {
    ...store,
    save,
    open: () => {
      const { draft } = visit.getState();
      if (draft && timer === undefined) set({ form: draft.contact });
    },
    type: (field, value) => {
      edit({ ...get().form, [field]: value });
      clearTimeout(timer);
      timer = setTimeout(() => void save(), SAVE_AFTER_MS);
    },
    chooseWay: (way) => {
      edit(withWay(get().form, way));
      return save();
    },
    chooseDelivery: (delivery) => {
      edit({ ...get().form, delivery });
      return save();
    },
    takeHint: () => {
      const { form, acceptedEmail } = get();
      edit({ ...form, email: hintFor(form, acceptedEmail) ?? form.email });
      return save();
    },
    refuseHint: () => set(({ form }) => ({ acceptedEmail: form.email.trim() })),
    tick: (box, given) => {
      // One after another: an answer that is still on its way must not be overwritten by one that did not know it.
      ticked = ticked.then(async () => {
        const boxes = answersFor(get().form.way, visit.getState().draft?.consents ?? []);
        const consents = boxes.map((one) =>
          one.purpose === box.purpose && one.channel === box.channel ? { ...one, given } : one,
        );
        // A box ticked after "no" asks the question again.
        const { age = null } = visit.getState().draft ?? {};
        await visit.onDraft('drafts:setConsents', { consents, age: age === 'under13' ? null : age });
        await visit.refreshDraft();
      });
      return ticked;
    },
    answerAge: (age) => {
      ticked = ticked.then(async () => {
        const consents = [...answersFor(get().form.way, visit.getState().draft?.consents ?? [])];
        await visit.onDraft('drafts:setConsents', { consents, age });
        await visit.refreshDraft();
      });
      return ticked;
    },
    goOn: async () => {
      await ticked;
      const problems = problemsOf(get().form);
      set(({ refusals }) => ({ problems, refusals: refusals + (problems.length > 0 ? 1 : 0) }));
      await save();
      if (problems.length > 0) return;
      const { draft } = visit.getState();
      // Every box that was on the screen is an answer, also the one left empty.
      const consents = answersFor(get().form.way, draft?.consents ?? []);
      await visit.onDraft('drafts:setConsents', { consents: [...consents], age: draft?.age ?? null });
      await visit.refreshDraft();
      await visit.goTo('check');
    },
  };
}
