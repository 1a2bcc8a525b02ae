import { FRESH_EASE } from '../../../../shared/contract/freshDraft.ts';
import type { StoreApi } from 'zustand/vanilla';
import type { Ease } from '../../../../shared/contract/drafts.ts';
import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import type { Person } from '../../../../shared/contract/staff.ts';
import type { StaffId } from '../../../../shared/domain/ids.ts';
import type { Api } from '../../../app/api.ts';
import { draftStep, isVisit } from '../flow/kioskFlow.policy.ts';
import type { Visit } from '../flow/visitStore.ts';
import type { WipeRegistry } from '../flow/wipe.ts';

export type Overlay = 'adjust' | 'help' | 'startOver' | 'notice' | 'staff' | 'cancelCopy' | 'phone';

export interface OverlayState {
  readonly open: Overlay | null;
  /** How the start screen is shown; a visit keeps its own in core. */
  readonly ease: Ease;
  /** Somebody was called: then there is more time. */
  readonly helpCalled: boolean;
  readonly staff: {
    readonly people: readonly Person[];
    readonly demoPins: Readonly<Record<string, string>> | null;
    readonly staffId: StaffId | null;
    readonly pin: string;
    readonly refused: ErrorCode | null;
    readonly isPending: boolean;
  };
}

export interface Overlays extends StoreApi<OverlayState> {
  readonly show: (overlay: Overlay | null) => void;
  readonly setEase: (ease: Partial<Ease>) => Promise<void>;
  readonly callStaff: () => Promise<void>;
  readonly openStaff: () => Promise<void>;
  readonly setStaff: (change: Partial<Pick<OverlayState['staff'], 'staffId' | 'pin'>>) => void;
  readonly leaveKiosk: (action: 'exit' | 'restart' | 'takeOver') => Promise<void>;
}

const NO_STAFF: OverlayState['staff'] = {
  people: [],
  demoPins: null,
  staffId: null,
  pin: '',
  refused: null,
  isPending: false,
};

/** How the screens are shown to this person now. */
export const easeOf = (visit: Visit, overlays: Overlays): Ease =>
  visit.getState().draft?.ease ?? overlays.getState().ease;

/** What lies over the screens: ease of use, help, start over, the notice, the way out for staff. */
export function createOverlays(api: Api, visit: Visit, wipes: WipeRegistry): Overlays {
  const store = wipes.store<OverlayState>('overlays', () => ({
    open: null,
    ease: FRESH_EASE,
    helpCalled: false,
    staff: NO_STAFF,
  }));
  const { getState: get, setState: set } = store;
  const setStaff = (change: Partial<OverlayState['staff']>): void =>
    set(({ staff }) => ({ staff: { ...staff, refused: null, ...change } }));

  return {
    ...store,
    setStaff,
    show: (open) => set({ open, staff: NO_STAFF }),
    setEase: async (change) => {
      const ease = { ...(visit.getState().draft?.ease ?? get().ease), ...change };
      set({ ease });
      if (!isVisit(visit.getState().flow)) return;
      await visit.onDraft('drafts:setEase', { ease });
      await visit.refreshDraft();
    },
    callStaff: async () => {
      const { flow } = visit.getState();
      const step = draftStep(flow) ?? (flow.step === 'done' ? 'done' : 'start');
      set({ open: 'help', helpCalled: true });
      await visit.ask('visit:callStaff', { step });
    },
    openStaff: async () => {
      const answer = await api.ask('staff:people', {});
      if (!answer.ok) return;
      const people = answer.value.people.filter(({ active }) => active);
      set({ open: 'staff', staff: { ...NO_STAFF, people, demoPins: answer.value.demoPins } });
    },
    leaveKiosk: async (action) => {
      const { staffId, pin } = get().staff;
      if (staffId === null) return;
      setStaff({ isPending: true });
      const answer = await api.ask('terminal:leaveKiosk', { staffId, pin, action });
      setStaff({ isPending: false, pin: '', refused: answer.ok ? null : answer.code });
      if (!answer.ok) return;
      set({ open: null, staff: NO_STAFF });
      await visit.refreshDraft();
    },
  };
}
