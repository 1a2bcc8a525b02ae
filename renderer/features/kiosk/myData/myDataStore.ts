import type { StoreApi } from 'zustand/vanilla';
import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import type { PrivacyRequestId } from '../../../../shared/domain/ids.ts';
import { type CorrectableField, needsIdentity } from '../../../../shared/privacy/requestTypes.ts';
import type { Visit } from '../flow/visitStore.ts';
import type { WipeRegistry } from '../flow/wipe.ts';
import {
  CODE_LATE_S,
  isCorrectionGood,
  stepAfterRequest,
  stepAfterWish,
  type WhoWay,
  type Wish,
  whoOf,
} from './myData.policy.ts';

/** What keeps the screen from going on; said beside its cause, gone with the next change. */
export type MyDataProblem = 'wish' | 'field' | 'value' | 'way' | 'who' | 'wrongCode' | ErrorCode;

export interface MyDataState {
  readonly wish: Wish | null;
  /** What is to be corrected, and to what. */
  readonly field: CorrectableField | null;
  readonly value: string;
  readonly way: WhoWay | null;
  readonly who: string;
  /** The address that the person said is right. */
  readonly acceptedEmail: string | null;
  readonly problem: MyDataProblem | null;
  readonly isPending: boolean;
  readonly request: {
    readonly privacyRequestId: PrivacyRequestId;
    readonly number: string;
    readonly dueAt: number;
  } | null;
  readonly code: {
    readonly typed: string;
    /** UTC milliseconds; null until it is on its way. */
    readonly until: number | null;
    readonly triesLeft: number;
    readonly verified: boolean;
    readonly waitedS: number;
  };
  readonly isTakenBack: boolean;
}

export interface MyData extends StoreApi<MyDataState> {
  readonly choose: (wish: Wish) => void;
  readonly chooseField: (field: CorrectableField) => void;
  readonly chooseWay: (way: WhoWay) => void;
  readonly type: (part: 'value' | 'who' | 'code', text: string) => void;
  readonly takeHint: (email: string) => void;
  readonly refuseHint: () => void;
  /** From the choice to the screen that it needs. */
  readonly goOn: () => void;
  readonly goBack: () => void;
  /** Without the code of a ticket: by the contact instead. */
  readonly withdrawByContact: () => void;
  /** Hands the request in; it counts from now, whatever becomes of the code. */
  readonly send: () => Promise<void>;
  readonly checkCode: () => Promise<void>;
  readonly newCode: () => Promise<void>;
  readonly withoutCode: () => void;
  readonly takeBack: () => Promise<void>;
}

const SECOND_MS = 1000;
const NO_CODE: MyDataState['code'] = { typed: '', until: null, triesLeft: 5, verified: false, waitedS: 0 };
const FRESH: MyDataState = {
  wish: null,
  field: null,
  value: '',
  way: null,
  who: '',
  acceptedEmail: null,
  problem: null,
  isPending: false,
  request: null,
  code: NO_CODE,
  isTakenBack: false,
};

/** KS8: one request of a person, from the choice to its number. */
export function createMyData(visit: Visit, wipes: WipeRegistry): MyData {
  const store = wipes.store<MyDataState>('myData', () => FRESH);
  const { getState: get, setState: set } = store;
  let timer: ReturnType<typeof setInterval> | undefined;
  wipes.add('myDataTimer', () => clearInterval(timer));

  const step = (): string => visit.getState().flow.step;
  const setCode = (change: Partial<MyDataState['code']>): void =>
    set(({ code }) => ({ code: { ...code, ...change } }));
  const refuse = (problem: MyDataProblem): void => set({ problem });

  const lookForCode = async (): Promise<void> => {
    const { request } = get();
    if (request === null || step() !== 'myDataCode') return clearInterval(timer);
    setCode({ waitedS: get().code.waitedS + 1 });
    const status = await visit.ask('requests:status', { privacyRequestId: request.privacyRequestId });
    if (status !== null) setCode({ until: status.codeUntil, triesLeft: status.triesLeft });
  };
  const watch = (): void => {
    clearInterval(timer);
    timer = setInterval(() => void lookForCode(), SECOND_MS);
  };
  /** One call at a time: a second tap asks nothing twice. */
  const once = async (work: () => Promise<void>): Promise<void> => {
    if (get().isPending) return;
    set({ isPending: true, problem: null });
    await work();
    set({ isPending: false });
  };

  const takeIn = async (wish: Wish): Promise<void> => {
    const { way, who: typed, field, value } = get();
    const who = whoOf(way, typed);
    if (who === null) return refuse(way === null ? 'way' : 'who');
    const corrections = wish === 'rectification' && field !== null ? [{ field, value }] : [];
    const request = { type: wish, channel: 'kiosk' as const, receivedAt: null, proof: null };
    const answer = await visit.attempt(
      'requests:takeIn',
      { ...request, locale: visit.getState().locale, who, scope: [], corrections },
      ['CONTACT_INVALID', 'TRY_LATER'],
    );
    if (answer === null) return;
    if (!answer.ok) return refuse(answer.code === 'CONTACT_INVALID' ? 'who' : answer.code);
    // What was typed has done its work: from here on the number stands for it.
    set({ request: answer.value, value: '', acceptedEmail: null });
    visit.send({ do: 'myData', to: stepAfterRequest(wish) });
    if (needsIdentity(wish)) watch();
  };

  return {
    ...store,
    choose: (wish) => set({ wish, problem: null }),
    chooseField: (field) => set({ field, value: '', problem: null }),
    chooseWay: (way) => set({ way, who: '', problem: null }),
    type: (part, text) => {
      set({ problem: null });
      if (part === 'code') setCode({ typed: text });
      else set({ [part]: text });
    },
    takeHint: (who) => set({ who }),
    refuseHint: () => set(({ who }) => ({ acceptedEmail: who.trim() })),
    goOn: () => {
      const { wish, field, value } = get();
      if (wish === null) return refuse('wish');
      if (step() === 'myData') return visit.send({ do: 'myData', to: stepAfterWish(wish) });
      if (field === null) return refuse('field');
      if (!isCorrectionGood(field, value)) return refuse('value');
      visit.send({ do: 'myData', to: 'myDataWho' });
    },
    goBack: () => {
      set({ problem: null });
      const isCorrecting = get().wish === 'rectification' && step() === 'myDataWho';
      visit.send({ do: 'myData', to: isCorrecting ? 'myDataCorrect' : 'myData' });
    },
    withdrawByContact: () => {
      set({ wish: 'consent_withdrawal', problem: null });
      visit.send({ do: 'myData', to: 'myDataWho' });
    },
    send: () =>
      once(async () => {
        const { wish } = get();
        if (wish !== null) await takeIn(wish);
      }),
    checkCode: () =>
      once(async () => {
        const { request, code } = get();
        if (request === null) return;
        const { privacyRequestId } = request;
        const answer = await visit.ask('requests:verifyCode', { privacyRequestId, code: code.typed });
        if (answer === null) return;
        setCode({ typed: '', verified: answer.verified, triesLeft: answer.triesLeft });
        if (answer.verified) visit.send({ do: 'myData', to: 'myDataDone' });
        else refuse('wrongCode');
      }),
    newCode: () =>
      once(async () => {
        const { request } = get();
        if (request === null) return;
        const { privacyRequestId } = request;
        const answer = await visit.attempt('requests:sendCode', { privacyRequestId }, ['TRY_LATER']);
        if (answer === null) return;
        if (!answer.ok) return refuse(answer.code);
        setCode({ ...NO_CODE });
      }),
    withoutCode: () => visit.send({ do: 'myData', to: 'myDataDone' }),
    takeBack: () =>
      once(async () => {
        const { request } = get();
        if (request === null) return;
        const { privacyRequestId } = request;
        if ((await visit.ask('requests:cancel', { privacyRequestId })) !== null) set({ isTakenBack: true });
      }),
  };
}

/** The code has not come for so long that it is said to come later. */
export const isCodeLate = ({ until, waitedS }: MyDataState['code']): boolean =>
  until === null && waitedS >= CODE_LATE_S;
