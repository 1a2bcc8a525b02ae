import { createStore, type StateCreator } from 'zustand/vanilla';
import type { ErrorCode } from '../../../shared/contract/errorCodes.ts';
import type { ProductOut } from '../../../shared/contract/products.ts';
import type { RestoreNotice } from '../../../shared/contract/backups.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Health, TerminalState } from '../../../shared/contract/terminal.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import type { Locale } from '../../../shared/domain/i18n.ts';
import type { DraftId } from '../../../shared/domain/ids.ts';
import type { AnswerTo, Api } from '../../app/api.ts';

/** Where the person is. Closed: each has exactly one picture. */
export const SCREENS = [
  'orders',
  'newOrder',
  'pickUp',
  'printing',
  'customers',
  'requests',
  'disclosures',
  'notices',
  'retention',
  'audit',
  'reports',
  'statistics',
  'sync',
  'terminals',
  'settings',
] as const;
export type Screen = (typeof SCREENS)[number];

type Kiosk = Extract<AnswerTo<'kiosks:list'>, { ok: true }>['value']['kiosks'][number];
export type Alert = Extract<AnswerTo<'jobs:alerts'>, { ok: true }>['value']['alerts'][number];

type Call = Extract<AnswerTo<'messages:tasks'>, { ok: true }>['value']['calls'][number];

export interface ShellState {
  readonly screen: Screen;
  readonly locale: Locale;
  readonly terminal: TerminalState | null;
  readonly settings: Settings | null;
  readonly catalogue: Catalogue | null;
  /** What cannot be made now. */
  readonly out: readonly ProductOut[];
  readonly health: Health | null;
  readonly kiosks: readonly Kiosk[];
  readonly alerts: readonly Alert[];
  readonly calls: readonly Call[];
  /** A restore that nobody here has read of. */
  readonly restored: RestoreNotice | null;
  /** UTC ms, told anew by a clock: ages and undo follow it. */
  readonly now: number;
  readonly keySheet: boolean;
  /** On a narrow window the detail covers the list while this is true. */
  readonly detailOpen: boolean;
  readonly sequence: { readonly code: string; readonly at: number } | null;
  /** The search key was pressed and the field has not taken the focus yet. */
  readonly searchAsked: boolean;
  /** What was scanned, in words for screen readers; counted so that the same words are said again. */
  readonly said: { readonly text: string; readonly count: number };
  readonly failure: { readonly code: ErrorCode; readonly ref: string } | null;
  readonly go: (screen: Screen) => void;
  readonly setLocale: (locale: Locale) => void;
  readonly setKeySheet: (open: boolean) => void;
  readonly setDetail: (open: boolean) => void;
  readonly setSequence: (sequence: ShellState['sequence']) => void;
  readonly askSearch: (asked: boolean) => void;
  readonly say: (text: string) => void;
  readonly tick: (now: number) => void;
  readonly dismiss: () => void;
  readonly readTerminal: () => Promise<void>;
  readonly readSettings: () => Promise<void>;
  readonly readCatalogue: () => Promise<void>;
  readonly readOut: () => Promise<void>;
  readonly readHealth: () => Promise<void>;
  readonly readKiosks: () => Promise<void>;
  readonly readAlerts: () => Promise<void>;
  readonly readCalls: () => Promise<void>;
  readonly readRestored: () => Promise<void>;
  readonly noteRestoredRead: () => Promise<void>;
  readonly answerHelp: () => Promise<void>;
  /** Answers whether the visit is at the counter now. */
  readonly takeOver: (draftId: DraftId) => Promise<boolean>;
}

/** The frame around the screens: where we are, and the state of all that stands around. */
export function createShellStore(api: Pick<Api, 'ask'>, now: () => number = Date.now) {
  const createState: StateCreator<ShellState> = (set, get) => ({
    screen: 'orders',
    locale: 'lv',
    terminal: null,
    settings: null,
    catalogue: null,
    out: [],
    health: null,
    kiosks: [],
    alerts: [],
    calls: [],
    restored: null,
    now: now(),
    keySheet: false,
    detailOpen: false,
    sequence: null,
    searchAsked: false,
    said: { text: '', count: 0 },
    failure: null,
    // What covers the list belongs to the screen one leaves.
    go: (screen) => set({ screen, keySheet: false, detailOpen: false }),
    setLocale: (locale) => set({ locale }),
    setKeySheet: (keySheet) => set({ keySheet }),
    setDetail: (detailOpen) => set({ detailOpen }),
    setSequence: (sequence) => set({ sequence }),
    askSearch: (searchAsked) => set({ searchAsked }),
    say: (text) => set({ said: { text, count: get().said.count + 1 } }),
    tick: (at) => set({ now: at }),
    dismiss: () => set({ failure: null }),
    readTerminal: async () => {
      const answer = await api.ask('terminal:state', {});
      if (answer.ok) set({ terminal: answer.value });
    },
    readSettings: async () => {
      const answer = await api.ask('settings:get', {});
      if (answer.ok) set({ settings: answer.value.settings });
    },
    readCatalogue: async () => {
      const answer = await api.ask('catalogue:current', {});
      if (answer.ok) set({ catalogue: answer.value.catalogue });
    },
    readOut: async () => {
      const answer = await api.ask('products:out', {});
      if (answer.ok) set({ out: answer.value.products });
    },
    readHealth: async () => {
      const answer = await api.ask('terminal:health', {});
      if (answer.ok) set({ health: answer.value });
    },
    readKiosks: async () => {
      const answer = await api.ask('kiosks:list', {});
      if (answer.ok) set({ kiosks: answer.value.kiosks });
    },
    readAlerts: async () => {
      const answer = await api.ask('jobs:alerts', {});
      if (answer.ok) set({ alerts: answer.value.alerts });
    },
    readCalls: async () => {
      const answer = await api.ask('messages:tasks', {});
      if (answer.ok) set({ calls: answer.value.calls });
    },
    readRestored: async () => {
      const answer = await api.ask('backups:notice', {});
      if (answer.ok) set({ restored: answer.value.notice });
    },
    noteRestoredRead: async () => {
      const answer = await api.ask('backups:noticeRead', {});
      if (answer.ok) set({ restored: null });
      else set({ failure: { code: answer.code, ref: answer.ref } });
    },
    answerHelp: async () => {
      if (!get().kiosks.some((kiosk) => kiosk.state === 'help')) return;
      const answer = await api.ask('kiosks:answerHelp', {});
      if (!answer.ok) set({ failure: { code: answer.code, ref: answer.ref } });
      await get().readKiosks();
    },
    takeOver: async (draftId) => {
      const answer = await api.ask('drafts:takeOver', { draftId });
      if (!answer.ok) set({ failure: { code: answer.code, ref: answer.ref } });
      await get().readKiosks();
      return answer.ok;
    },
  });
  return createStore<ShellState>()(createState);
}

export type ShellStore = ReturnType<typeof createShellStore>;
