import { createStore, type StateCreator } from 'zustand/vanilla';
import type { Api } from '../../app/api.ts';
import type { ErrorCode } from '../../../shared/contract/errorCodes.ts';
import type { Person, SignedIn } from '../../../shared/contract/staff.ts';
import type { StaffId } from '../../../shared/domain/ids.ts';

export const PIN_LENGTH = { min: 4, max: 8 } as const;

export interface SignInState {
  /** null until core said who is at this window. */
  readonly signedIn: SignedIn | null;
  readonly asked: boolean;
  readonly people: readonly Person[];
  readonly demoPins: Readonly<Record<string, string>> | null;
  readonly chosen: StaffId | null;
  readonly pin: string;
  readonly pending: boolean;
  readonly error: ErrorCode | null;
  /** UTC ms until which the chosen person must wait. */
  readonly waitUntil: number;
  /** Someone worked here before: the screen is locked, not fresh. */
  readonly locked: boolean;
  readonly start: () => Promise<void>;
  readonly choose: (staffId: StaffId) => void;
  readonly setPin: (pin: string) => void;
  readonly enter: () => Promise<boolean>;
  readonly badge: (code: string) => Promise<boolean>;
  readonly lock: (why: 'asked' | 'idle') => Promise<void>;
  /** Core forgot who stands here (it was started anew): ask, and lock if nobody does. */
  readonly confirm: (ask?: Api['ask']) => Promise<void>;
  /** Accounts are others now: whoever may not sign in any more is out, and the list is read anew. */
  readonly refresh: () => Promise<void>;
}

type Change = (change: Partial<SignInState>) => void;

/** Who is at the counter. The rest of the window keeps its stores while nobody is: half-made work survives. */
export function createSignInStore(api: Api, now: () => number = Date.now) {
  const createState: StateCreator<SignInState> = (set, get) => {
    const readPeople = async () => {
      const answer = await api.ask('staff:people', {});
      if (!answer.ok) return set({ error: answer.code });
      const people = answer.value.people.filter((person) => person.active);
      const chosen = (people.find(({ staffId }) => staffId === get().chosen) ?? people[0])?.staffId ?? null;
      const waits = people.find((person) => person.staffId === chosen)?.waitMs ?? 0;
      set({ people, demoPins: answer.value.demoPins, chosen, waitUntil: waits > 0 ? now() + waits : 0 });
    };
    return {
      signedIn: null,
      asked: false,
      people: [],
      demoPins: null,
      chosen: null,
      pin: '',
      pending: false,
      error: null,
      waitUntil: 0,
      locked: false,
      start: async () => {
        const who = await api.ask('staff:who', {});
        set({ asked: true, signedIn: who.ok ? who.value.signedIn : null });
        await readPeople();
      },
      choose: (staffId) => {
        const waits = get().people.find((person) => person.staffId === staffId)?.waitMs ?? 0;
        set({ chosen: staffId, pin: '', error: null, waitUntil: waits > 0 ? now() + waits : 0 });
        if (waits > 0) void readPeople();
      },
      setPin: (pin) => set({ pin: pin.slice(0, PIN_LENGTH.max), error: null }),
      enter: async () => {
        const { chosen, pin, pending, waitUntil } = get();
        if (chosen === null || pending || pin.length < PIN_LENGTH.min || waitUntil > now()) return false;
        set({ pending: true });
        const answer = await api.ask('staff:signIn', { staffId: chosen, pin });
        return take(answer, set, readPeople);
      },
      badge: async (code) => take(await api.ask('staff:signInByBadge', { badge: code }), set, readPeople),
      lock: async (why) => {
        if (get().signedIn === null) return;
        await api.ask('staff:signOut', { why });
        set({ signedIn: null, pin: '', error: null, locked: true });
        await readPeople();
      },
      confirm: async (ask = api.ask) => {
        const who = await ask('staff:who', {});
        const before = get().signedIn;
        const signedIn = who.ok ? who.value.signedIn : null;
        if (signedIn?.staffId === before?.staffId) return;
        set({ signedIn, locked: signedIn === null, pin: '' });
      },
      refresh: async () => {
        if (!get().asked) return;
        await get().confirm();
        await readPeople();
      },
    };
  };
  return createStore<SignInState>()(createState);
}

/** A refused try keeps the person and says how many tries are left: core knows, so it is asked again. */
async function take(
  answer: { readonly ok: true; readonly value: SignedIn } | { readonly ok: false; readonly code: ErrorCode },
  set: Change,
  readPeople: () => Promise<void>,
): Promise<boolean> {
  set({ pending: false, pin: '' });
  if (answer.ok) {
    set({ signedIn: answer.value, chosen: answer.value.staffId, error: null, locked: false, waitUntil: 0 });
    return true;
  }
  set({ error: answer.code });
  await readPeople();
  return false;
}

export type SignInStore = ReturnType<typeof createSignInStore>;
