import { FRESH_EASE } from '../../../../shared/contract/freshDraft.ts';
import type { StoreApi } from 'zustand/vanilla';
import { DEFAULT_LOCALE } from '../../../../shared/domain/i18n.ts';
import { isVisit, isWorking } from '../flow/kioskFlow.policy.ts';
import type { Visit } from '../flow/visitStore.ts';
import type { WipeRegistry } from '../flow/wipe.ts';
import type { Media } from '../source/mediaStore.ts';
import type { Phone } from '../source/phoneStore.ts';
import { nextIdle } from './idle.policy.ts';
import { easeOf, type Overlays } from './overlayStore.ts';
import { chime } from './sounds.ts';

export interface IdleState {
  /** Seconds left to answer the warning; null while there is none. */
  readonly secondsLeft: number | null;
}

export interface Idle extends StoreApi<IdleState> {
  /** A touch, key or scroll of the person. */
  readonly sign: () => void;
  readonly start: () => void;
}

const SECOND_MS = 1000;
const TOUCH_EVERY_MS = 5000;

/** Watches for a person who left: warns, seen and heard, then ends the visit. */
export function createIdle(
  parts: {
    readonly visit: Visit;
    readonly media: Media;
    readonly phone: Phone;
    readonly overlays: Overlays;
  },
  wipes: WipeRegistry,
  now: () => number,
): Idle {
  const { visit, media, phone, overlays } = parts;
  const store = wipes.store<IdleState>('idle', () => ({ secondsLeft: null }));
  const { getState: get, setState: set } = store;
  let lastSign = now();
  let lastTouch = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setInterval> | undefined;
  wipes.add('idleTimer', () => clearInterval(timer));

  const isCopying = (): boolean =>
    media.getState().copy?.state === 'copying' || (phone.getState().phone?.sending ?? 0) > 0;
  const hasMedium = (): boolean =>
    media.getState().sources.some(({ state, kind }) => kind !== 'phone' && state !== 'gone');

  /** At the start screen there is nothing to lose: language and text size go back without a question. */
  const resetStart = (quietMs: number, limit: number): void => {
    const { flow, locale } = visit.getState();
    const changed =
      locale !== DEFAULT_LOCALE || JSON.stringify(overlays.getState().ease) !== JSON.stringify(FRESH_EASE);
    if (flow.step === 'attract' && changed && quietMs >= limit) visit.forget();
  };

  const tick = (): void => {
    const { settings, flow } = visit.getState();
    if (settings === null) return;
    const quietMs = now() - lastSign;
    if (!isWorking(flow)) {
      resetStart(quietMs, settings.kiosk.idleWarningMs);
      set({ secondsLeft: null });
      return;
    }
    if (isCopying()) lastSign = now();
    const moreTime = easeOf(visit, overlays).moreTime || overlays.getState().helpCalled;
    const next = nextIdle({ quietMs, isCopying: isCopying(), moreTime, ...get() }, settings.kiosk);
    if (next.do === 'end') void visit.end('idle');
    if (next.do === 'warn' && settings.kiosk.sounds) chime(hasMedium() ? 'card' : 'idle');
    if (next.do === 'warn' || next.do === 'count') set({ secondsLeft: next.seconds });
  };

  return {
    ...store,
    sign: () => {
      lastSign = now();
      if (get().secondsLeft !== null) set({ secondsLeft: null });
      if (!isVisit(visit.getState().flow) || lastSign - lastTouch < TOUCH_EVERY_MS) return;
      lastTouch = lastSign;
      void visit.ask('visit:touch', {});
    },
    start: () => {
      clearInterval(timer);
      timer = setInterval(tick, SECOND_MS);
    },
  };
}
