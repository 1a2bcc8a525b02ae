import type { StoreApi } from 'zustand/vanilla';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { ConsentPurpose } from '../../../../shared/domain/consent.ts';
import { parseWithdrawalCode } from '../../../../shared/domain/orderNumber.ts';
import type { Visit } from '../flow/visitStore.ts';
import type { WipeRegistry } from '../flow/wipe.ts';

export type WithdrawProblem = 'CODE_INVALID' | 'CODE_UNKNOWN' | 'TOO_MANY_TRIES';
export type ConsentBoxes = CallOutput<'consents:byCode'>['boxes'];

export interface WithdrawState {
  /** As typed, or the whole address as a scanner types it. */
  readonly typed: string;
  readonly boxes: ConsentBoxes | null;
  readonly problem: WithdrawProblem | null;
  readonly isPending: boolean;
}

export interface Withdraw extends StoreApi<WithdrawState> {
  /** A whole code is looked up by itself, so that a scan needs no tap. */
  readonly type: (text: string) => Promise<void>;
  readonly look: () => Promise<void>;
  /** Takes these purposes back, at once. */
  readonly withdraw: (purposes: readonly ConsentPurpose[]) => Promise<void>;
}

const EXPECTED = ['CODE_INVALID', 'CODE_UNKNOWN', 'TOO_MANY_TRIES'] as const satisfies WithdrawProblem[];

/** The purposes that still stand given, each once. */
export const livePurposes = (boxes: ConsentBoxes): readonly ConsentPurpose[] => [
  ...new Set(boxes.filter(({ live }) => live).map(({ purpose }) => purpose)),
];

/** Taking consents back by the code of the ticket: no name, no account, no network (C4). */
export function createWithdraw(visit: Visit, wipes: WipeRegistry): Withdraw {
  const store = wipes.store<WithdrawState>('withdraw', () => ({
    typed: '',
    boxes: null,
    problem: null,
    isPending: false,
  }));
  const { getState: get, setState: set } = store;

  const look = async (): Promise<void> => {
    const { typed } = get();
    const code = parseWithdrawalCode(typed);
    if (code === null) return set({ boxes: null, problem: 'CODE_INVALID' });
    const answer = await visit.attempt('consents:byCode', { code }, EXPECTED);
    if (answer === null || get().typed !== typed) return;
    if (answer.ok) set({ boxes: answer.value.boxes, problem: null });
    else set({ boxes: null, problem: EXPECTED.find((known) => known === answer.code) ?? null });
  };

  return {
    ...store,
    look,
    type: async (typed) => {
      set({ typed, boxes: null, problem: null });
      if (parseWithdrawalCode(typed) !== null) await look();
    },
    withdraw: async (purposes) => {
      const code = parseWithdrawalCode(get().typed);
      if (code === null || get().isPending) return;
      set({ isPending: true });
      const done = await visit.ask('consents:withdrawByCode', { code, purposes: [...purposes] });
      set({ isPending: false });
      if (done === null) return;
      set(({ boxes }) => ({
        boxes: boxes?.map((box) => (purposes.includes(box.purpose) ? { ...box, live: false } : box)) ?? null,
      }));
      visit.send({ do: 'myData', to: 'withdrawn' });
    },
  };
}
