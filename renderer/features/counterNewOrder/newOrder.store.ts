import { EMPTY_CONTACT } from '../../../shared/contract/freshDraft.ts';
import { createStore } from 'zustand/vanilla';
import type { Draft } from '../../../shared/contract/drafts.ts';
import type { Step } from '../../../shared/contract/steps.ts';
import { answersFor } from '../../../shared/domain/consent.ts';
import { createDetailsPart } from './details.part.ts';
import { createLinesPart } from './lines.part.ts';
import { createMediaPart } from './media.part.ts';
import type { GetState, NewOrderDeps, NewOrderState, Page, Run, SetState } from './newOrderState.ts';
import { isConfirmed, saveBlock } from './saveBlock.ts';

export const PAGES: readonly Page[] = ['photos', 'sizes', 'details'];

const pageOf = (step: Step): Page =>
  step === 'sizes' ? 'sizes' : step === 'details' || step === 'check' ? 'details' : 'photos';

/** Nothing of the order before stays: not a field, not a tick. */
const FRESH = {
  draft: null,
  page: 'photos',
  form: EMPTY_CONTACT,
  consents: [],
  age: null,
  confirmed: false,
  onPaper: null,
  tried: false,
  copy: null,
  pending: false,
  failure: null,
} as const satisfies Partial<NewOrderState>;

/** CS3: an order made at the counter, or one taken over from the kiosk. Every action is a command; core keeps it. */
export function createNewOrderStore(deps: NewOrderDeps) {
  return createStore<NewOrderState>()((set, get) => {
    const run = createRun(deps, set, get);
    return {
      ...FRESH,
      mine: [],
      notice: null,
      placed: null,
      ...createMediaPart(deps, run, set, get),
      ...createLinesPart(run, get),
      ...createDetailsPart(run, set, get),
      ...createFlow(deps, run, set, get),
    };
  });
}

/** Commands of one draft run one after the other, so that a later tap never overtakes an earlier one. */
function createRun({ api }: NewOrderDeps, set: SetState, get: GetState): Run {
  let last: Promise<unknown> = Promise.resolve();
  return (name, input) => {
    const draftId = get().draft?.draftId;
    if (draftId === undefined) return Promise.resolve(null);
    const mine = last.then(async () => {
      const answer = await api.ask(name, { ...input, draftId } as never);
      set({ failure: answer.ok ? null : { code: answer.code, ref: answer.ref } });
      return answer;
    });
    last = mine.catch(() => undefined);
    return mine;
  };
}

type Flow = Pick<
  NewOrderState,
  | 'enter'
  | 'begin'
  | 'resume'
  | 'reload'
  | 'goTo'
  | 'next'
  | 'place'
  | 'discard'
  | 'sendBack'
  | 'finish'
  | 'refresh'
>;

function createFlow({ api }: NewOrderDeps, run: Run, set: SetState, get: GetState): Flow {
  const readMine = async () => {
    const answer = await api.ask('drafts:mine', {});
    if (answer.ok) set({ mine: answer.value.drafts });
  };
  const resume: Flow['resume'] = async (draftId) => {
    const answer = await api.ask('drafts:get', { draftId });
    if (!answer.ok) return set({ failure: { code: answer.code, ref: answer.ref } });
    const draft = answer.value;
    set({ ...FRESH, ...takenFrom(draft), page: pageOf(draft.step), placed: null });
    await Promise.all([get().readCopy(), get().readSources()]);
  };
  const goTo: Flow['goTo'] = async (page) => {
    const { draft } = get();
    if (draft === null) return;
    await get().saveDetails();
    set({ page });
    await run('drafts:setStep', { step: page });
    // Copying begins once the photos are chosen, and goes on behind whatever is done next.
    if (page !== 'photos' && draft.photos.some((photo) => !photo.stored)) await run('media:startCopy', {});
    await get().readCopy();
  };
  const leave = async (name: 'drafts:discard' | 'drafts:sendBack') => {
    const answer = await run(name, {});
    if (answer?.ok !== true) return false;
    set({ ...FRESH });
    await readMine();
    return true;
  };
  return {
    resume,
    goTo,
    enter: async () => {
      const notice = await api.ask('notices:current', {});
      if (notice.ok) set({ notice: notice.value });
      await Promise.all([readMine(), get().readSources()]);
    },
    begin: async (locale) => {
      const answer = await api.ask('drafts:startAtCounter', { locale });
      if (!answer.ok) return set({ failure: { code: answer.code, ref: answer.ref } });
      await resume(answer.value.draftId);
    },
    reload: async () => {
      const draftId = get().draft?.draftId;
      if (draftId === undefined) return;
      const answer = await api.ask('drafts:get', { draftId });
      if (answer.ok && get().draft?.draftId === draftId) set({ draft: answer.value });
    },
    next: async () => {
      const { page, draft } = get();
      if (page === 'details') return get().place();
      if (draft === null || draft.photos.length === 0) return;
      await goTo(page === 'photos' ? 'sizes' : 'details');
    },
    place: () => place(run, set, get),
    discard: async () => void (await leave('drafts:discard')),
    sendBack: () => leave('drafts:sendBack'),
    finish: () => {
      set({ placed: null });
      void readMine();
    },
    refresh: async () => {
      await readMine();
      await Promise.all([get().reload(), get().readCopy(), get().readSources()]);
    },
  };
}

const takenFrom = (draft: Draft) => ({
  draft,
  form: draft.contact,
  consents: answersFor(draft.contact.way, draft.consents),
  age: draft.age,
});

async function place(run: Run, set: SetState, get: GetState): Promise<void> {
  await get().saveDetails();
  await get().reload();
  const { draft, copy, form, consents, onPaper, notice, pending } = get();
  const confirmed = isConfirmed(get());
  set({ tried: true });
  const consented = consents.some((one) => one.given);
  if (draft === null || draft.price === null || notice?.notice === null || notice === null || pending) return;
  if (saveBlock({ draft, copy, form, consented, confirmed }) !== null) return;
  set({ pending: true });
  const answer = await run('drafts:place', {
    total: draft.price.total,
    noticeVersion: notice.notice.version,
    consentsConfirmed: confirmed,
    consentsOnPaper: onPaper === true,
    shownChange: notice.change?.version ?? null,
  });
  set({ pending: false });
  if (answer?.ok === true) set({ ...FRESH, placed: answer.value });
  else await get().reload();
}

export type NewOrderStore = ReturnType<typeof createNewOrderStore>;
