import type { StoreApi } from 'zustand/vanilla';
import type { Draft } from '../../../../shared/contract/drafts.ts';
import type { Step } from '../../../../shared/contract/steps.ts';
import type { Notice, NoticeChange } from '../../../../shared/contract/notices.ts';
import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import type { CallName, CallOutput } from '../../../../shared/contract/index.ts';
import type { ProductOut } from '../../../../shared/contract/products.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import type { TerminalState } from '../../../../shared/contract/terminal.ts';
import type { Catalogue } from '../../../../shared/domain/catalogue.ts';
import { DEFAULT_LOCALE, type Locale } from '../../../../shared/domain/i18n.ts';
import type { NoticeCollects } from '../../../../shared/domain/notice.ts';
import type { DraftId } from '../../../../shared/domain/ids.ts';
import type { Api, Asked } from '../../../app/api.ts';
import {
  draftStep,
  type Flow,
  type FlowEvent,
  type FlowFacts,
  isMyData,
  isVisit,
  reduce,
} from './kioskFlow.policy.ts';
import { createRefresher } from './refresher.ts';
import type { WipeRegistry } from './wipe.ts';

export interface VisitState {
  readonly flow: Flow;
  readonly locale: Locale;
  readonly terminal: TerminalState;
  readonly settings: Settings | null;
  /** By which channels a customer can be told anything. */
  readonly sends: CallOutput<'settings:get'>['sends'];
  readonly catalogue: Catalogue | null;
  /** What cannot be made now. */
  readonly out: readonly ProductOut[];
  readonly notice: Notice | null;
  /** Whether consents may be taken by the notice in force (C5). */
  readonly collects: NoticeCollects;
  readonly ageLimit: number;
  /** A material change that everybody who orders is shown (P37). */
  readonly change: NoticeChange | null;
  /** Core's last answer; never changed here. */
  readonly draft: Draft | null;
  /** What was refused last, until the person has seen it. */
  readonly problem: { readonly code: ErrorCode; readonly ref: string } | null;
}

const FRESH: VisitState = {
  flow: { step: 'starting' },
  locale: DEFAULT_LOCALE,
  terminal: { state: 'starting' },
  settings: null,
  sends: { email: false, sms: false },
  catalogue: null,
  out: [],
  notice: null,
  collects: 'unknown',
  ageLimit: 13,
  change: null,
  draft: null,
  problem: null,
};

/** Asks core; a refusal is dealt with here and answered as null. */
export type AskCore = <N extends CallName>(name: N, input: Asked<N>) => Promise<CallOutput<N> | null>;

export type AttemptCore = <N extends CallName>(
  name: N,
  input: Asked<N>,
  expected: readonly ErrorCode[],
) => Promise<
  | { readonly ok: true; readonly value: CallOutput<N> }
  | { readonly ok: false; readonly code: ErrorCode }
  | null
>;

export interface VisitDeps {
  readonly api: Api;
  readonly wipes: WipeRegistry;
  /** Reloads the page, so that nothing of the visit stays in its memory. */
  readonly reload: () => void;
  /** Brings the rules by which a draft is judged; there is no draft before them. */
  readonly loadFacts: () => Promise<(draft: Draft) => FlowFacts>;
}

export interface Visit extends StoreApi<VisitState> {
  readonly send: (event: FlowEvent) => void;
  readonly ask: AskCore;
  /** Asks core; an expected refusal is answered for the screen to say, any other is dealt with and answered as null. */
  readonly attempt: AttemptCore;
  /** Asks core for something of the running draft. */
  readonly onDraft: <N extends CallName>(
    name: N,
    input: Omit<Asked<N>, 'draftId'>,
  ) => Promise<CallOutput<N> | null>;
  readonly refreshDraft: () => Promise<void>;
  /** Begins a visit, or goes on with the one that core knows. */
  readonly begin: (at: Step | null) => Promise<void>;
  /** Begins a visit that is about the person's own data (KS8). */
  readonly beginMyData: () => Promise<void>;
  readonly goTo: (step: Step) => Promise<void>;
  readonly setLocale: (locale: Locale) => Promise<void>;
  readonly end: (why: 'finished' | 'startOver' | 'idle') => Promise<void>;
  readonly forget: () => void;
  readonly seenProblem: () => void;
}

const NO_FACTS: FlowFacts = { photos: 0, contactGood: false, allStored: false };

/** The running visit: where the person is, and the last that core said of the draft. */
export function createVisit({ api, wipes, reload, loadFacts }: VisitDeps): Visit {
  const store = wipes.store<VisitState>('visit', () => FRESH);
  const { getState: get, setState: set } = store;
  let judge: (draft: Draft) => FlowFacts = () => NO_FACTS;
  const factsOf = (draft: Draft | null): FlowFacts => (draft === null ? NO_FACTS : judge(draft));
  const send = (event: FlowEvent): void =>
    set(({ flow, draft }) => ({ flow: reduce(flow, event, factsOf(draft)) }));

  const forget = (): void => {
    wipes.wipe();
    reload();
  };

  const refused = (code: ErrorCode, ref: string): null => {
    const { flow } = get();
    if (code === 'DRAFT_TAKEN_OVER') send({ do: 'takenOver' });
    else if (code === 'VISIT_ENDED' && isVisit(flow)) forget();
    else if (code === 'NO_PRICE_LIST' || code === 'NO_NOTICE') send({ do: 'fail', code });
    else set({ problem: { code, ref } });
    return null;
  };

  const ask: AskCore = async (name, input) => {
    const answer = await api.ask(name, input);
    return answer.ok ? answer.value : refused(answer.code, answer.ref);
  };

  const attempt: AttemptCore = async (name, input, expected) => {
    const answer = await api.ask(name, input);
    return answer.ok || expected.includes(answer.code) ? answer : refused(answer.code, answer.ref);
  };

  const onDraft: Visit['onDraft'] = async (name, input) => {
    const draftId = get().draft?.draftId;
    if (draftId === undefined) return null;
    return ask(name, { ...input, draftId } as unknown as Asked<typeof name>);
  };

  const readDraft = async (draftId: DraftId): Promise<void> => {
    const answer = await api.ask('drafts:get', { draftId });
    // While an order is placed its draft goes away, and that is no end of the visit.
    const { step } = get().flow;
    if (step === 'placing' || step === 'done') return;
    if (!answer.ok) return void refused(answer.code, answer.ref);
    set({ draft: answer.value });
    if (step === 'takenOver') send({ do: 'begin', at: answer.value.step });
    else send({ do: 'recheck' });
  };
  const refreshDraft = createRefresher(async () => {
    const draftId = get().draft?.draftId;
    if (draftId !== undefined) await readDraft(draftId);
  });

  /** Makes this window the customer's: binds the visit that runs, or a new one. */
  const open = async (): Promise<Draft | null> => {
    judge = await loadFacts();
    const begun = await ask('visit:start', { locale: get().locale });
    if (begun === null) return null;
    await readDraft(begun.draftId);
    const { draft } = get();
    if (draft !== null) set({ locale: draft.locale });
    return draft;
  };

  return {
    ...store,
    send,
    ask,
    attempt,
    onDraft,
    refreshDraft,
    forget,
    beginMyData: async () => {
      if ((await open()) !== null) send({ do: 'myData', to: 'myData' });
    },
    begin: async (at) => {
      const draft = await open();
      if (draft === null) return;
      if (at !== null && at !== draft.step) await onDraft('drafts:setStep', { step: at });
      send({ do: 'begin', at: at ?? draft.step });
    },
    goTo: async (step) => {
      const { flow, draft } = get();
      if (reduce(flow, { do: 'go', to: step }, factsOf(draft)) === flow) return;
      if (draftStep(flow) !== step && (await onDraft('drafts:setStep', { step })) === null) return;
      send({ do: 'go', to: step });
    },
    setLocale: async (locale) => {
      set({ locale });
      if (isVisit(get().flow)) await onDraft('drafts:setLocale', { locale });
    },
    end: async (why) => {
      // Who only asks about their data has left no order unfinished: nothing to count (P13).
      await api.ask('visit:end', { why: isMyData(get().flow) ? 'finished' : why });
      forget();
    },
    seenProblem: () => set({ problem: null }),
  };
}
