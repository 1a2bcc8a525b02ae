import { createStore, type StateCreator } from 'zustand/vanilla';
import type { Answer } from '../../../../shared/contract/answer.ts';
import type { ConsentPurpose } from '../../../../shared/domain/consent.ts';
import type { PersonId } from '../../../../shared/domain/ids.ts';
import { parseWithdrawalCode } from '../../../../shared/domain/orderNumber.ts';
import type { ViewReason } from '../../../../shared/privacy/auditActions.ts';
import type { Api } from '../../../app/api.ts';
import type { CustomersState, GetCustomers, SetCustomers } from './customersState.ts';

/** Fewer signs name too many people: nothing is asked. */
export const MIN_SIGNS = 3;
/** Each answer is written down: it waits until the typing rests. */
const REST_MS = 250;

export interface CustomersDeps {
  readonly api: Pick<Api, 'ask'>;
  /** Says which consents are taken back. */
  readonly tell: (purposes: readonly ConsentPurpose[]) => void;
}

const NOBODY = {
  rows: [],
  asked: null,
  selected: null,
  customer: null,
  openedFor: null,
  asking: null,
  byCode: null,
  loading: false,
  failure: null,
} as const satisfies Partial<CustomersState>;

const failureOf = ({ code, ref }: Extract<Answer<unknown>, { ok: false }>) => ({ failure: { code, ref } });

/** CS5: whom the counter looks for, and whoever is open. Nobody is shown before somebody was asked for. */
export function createCustomersStore(deps: CustomersDeps) {
  const createState: StateCreator<CustomersState> = (set, get) => ({
    ...NOBODY,
    typed: '',
    pending: false,
    ...createSearch(deps, set, get),
    ...createOpening(deps, set, get),
    withdraw: (purposes) => withdraw(deps, set, get, purposes),
    dismiss: () => set({ failure: null }),
    leave: () => set({ ...NOBODY, typed: '', pending: false }),
  });
  return createStore<CustomersState>()(createState);
}

export type CustomersStore = ReturnType<typeof createCustomersStore>;

type Search = Pick<CustomersState, 'search' | 'look' | 'select' | 'takeCode'>;

function createSearch({ api }: CustomersDeps, set: SetCustomers, get: GetCustomers): Search {
  let resting: ReturnType<typeof setTimeout> | undefined;
  /** Answers whether the text was the code of a ticket; one that nobody knows may still be a name. */
  const lookByCode = async (text: string): Promise<boolean> => {
    const code = parseWithdrawalCode(text);
    if (code === null) return false;
    const answer = await api.ask('consents:byCode', { code });
    if (get().typed.trim() !== text) return true;
    if (answer.ok) set({ ...NOBODY, byCode: { code, boxes: answer.value.boxes } });
    else set({ ...NOBODY, ...failureOf(answer) });
    return answer.ok || answer.code !== 'CODE_UNKNOWN';
  };
  const look: Search['look'] = async () => {
    clearTimeout(resting);
    const text = get().typed.trim();
    if ([...text].length < MIN_SIGNS) return set(NOBODY);
    set({ loading: true, failure: null });
    if (await lookByCode(text)) return set({ loading: false });
    const answer = await api.ask('customers:search', { text });
    // Whoever typed on asked a newer question; only its answer counts.
    if (get().typed.trim() !== text) return;
    if (!answer.ok) return set({ ...NOBODY, ...failureOf(answer) });
    const rows = answer.value.rows.map((row) => ({ ...row, id: row.personId }));
    const failure = rows.length === 0 ? get().failure : null;
    set({
      ...NOBODY,
      failure,
      rows,
      asked: text,
      selected: rows.length === 1 ? (rows[0]?.personId ?? null) : null,
    });
  };
  return {
    look,
    search: (typed) => {
      set({ typed });
      clearTimeout(resting);
      resting = setTimeout(() => void look(), REST_MS);
    },
    select: (selected) => {
      if (selected !== get().selected) set({ selected, customer: null, openedFor: null, failure: null });
    },
    takeCode: async (code) => {
      set({ typed: code });
      await look();
    },
  };
}

type Opening = Pick<
  CustomersState,
  'open' | 'openFound' | 'chooseReason' | 'openForReason' | 'cancelReason' | 'reload'
>;

function createOpening({ api }: CustomersDeps, set: SetCustomers, get: GetCustomers): Opening {
  const openFor = async (personId: PersonId, reason: ViewReason | null): Promise<boolean> => {
    set({ pending: true, failure: null, selected: personId });
    const answer = await api.ask('customers:open', { personId, reason });
    if (get().selected !== personId) return false;
    if (!answer.ok) {
      const asking =
        answer.code === 'REASON_NEEDED' ? { asking: { personId, reason: null } } : failureOf(answer);
      set({ pending: false, customer: null, ...asking });
      return false;
    }
    set({ pending: false, customer: answer.value, openedFor: reason, asking: null });
    return true;
  };
  return {
    open: async (personId) => {
      const needsReason = get().rows.find((row) => row.personId === personId)?.needsReason ?? false;
      if (!needsReason) return openFor(personId, null);
      set({ selected: personId, asking: { personId, reason: null } });
      return false;
    },
    openFound: async () => {
      await get().look();
      const { rows, byCode } = get();
      const [only] = rows;
      return rows.length === 1 && only !== undefined ? get().open(only.personId) : byCode !== null;
    },
    chooseReason: (reason) => {
      const { asking } = get();
      if (asking !== null) set({ asking: { ...asking, reason } });
    },
    openForReason: async () => {
      const { asking } = get();
      return asking === null || asking.reason === null ? false : openFor(asking.personId, asking.reason);
    },
    cancelReason: () => set({ asking: null }),
    reload: async () => {
      const { customer, openedFor } = get();
      if (customer !== null) await openFor(customer.personId, openedFor);
    },
  };
}

async function withdraw(
  { api, tell }: CustomersDeps,
  set: SetCustomers,
  get: GetCustomers,
  purposes: readonly ConsentPurpose[],
): Promise<void> {
  const { customer, byCode, pending } = get();
  if (pending || purposes.length === 0) return;
  set({ pending: true, failure: null });
  const wanted = { purposes: [...purposes] };
  const answer =
    byCode !== null
      ? await api.ask('consents:withdrawByCode', { ...wanted, code: byCode.code })
      : customer !== null
        ? await api.ask('customers:withdraw', { ...wanted, personId: customer.personId })
        : null;
  set({ pending: false });
  if (answer === null) return;
  if (!answer.ok) return set(failureOf(answer));
  tell(purposes);
  await (byCode === null ? get().reload() : get().look());
}
