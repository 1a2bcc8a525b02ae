import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorCode } from '../../../shared/contract/errorCodes.ts';
import type { TerminalState } from '../../../shared/contract/terminal.ts';
import { DEFAULT_LOCALE, type Locale } from '../../../shared/domain/i18n.ts';
import { type Api, newRequestId } from '../../app/api.ts';
import { EMPTY_SETUP, type SetupField, type SetupForm, setupProblems } from './setup.policy.ts';

export interface SetupState {
  readonly terminal: TerminalState;
  readonly locale: Locale;
  readonly form: SetupForm;
  readonly problems: readonly SetupField[];
  /** What core refused last. */
  readonly refused: ErrorCode | null;
  readonly isPending: boolean;
}

export interface Setup extends StoreApi<SetupState> {
  readonly start: () => Promise<void>;
  readonly setLocale: (locale: Locale) => void;
  readonly edit: (change: Partial<SetupForm>) => void;
  readonly setUp: () => Promise<void>;
  readonly unlock: () => Promise<void>;
  readonly quit: () => Promise<void>;
}

/** First start, unlocking, and what keeps Lete from starting. */
export function createSetupState(api: Api): Setup {
  const store = createStore<SetupState>(() => ({
    terminal: { state: 'starting' },
    locale: DEFAULT_LOCALE,
    form: EMPTY_SETUP,
    problems: [],
    refused: null,
    isPending: false,
  }));
  const { getState: get, setState: set } = store;

  const refresh = async (): Promise<void> => {
    const answer = await api.call('terminal:state', {});
    if (!answer.ok) return;
    const { terminal, form } = get();
    const isFirst = terminal.state !== 'unconfigured' && answer.value.state === 'unconfigured';
    const kind = isFirst && answer.value.state === 'unconfigured' ? answer.value.kind : form.kind;
    set({ terminal: answer.value, form: { ...form, kind } });
  };
  const run = async (command: () => Promise<{ readonly ok: boolean; readonly code?: ErrorCode }>) => {
    if (get().isPending) return;
    set({ isPending: true, refused: null });
    const answer = await command();
    // Secrets do not stay in the page longer than the one try.
    set(({ form }) => ({
      isPending: false,
      refused: answer.ok ? null : (answer.code ?? 'INTERNAL'),
      form: answer.ok ? EMPTY_SETUP : form,
    }));
    await refresh();
  };

  return {
    ...store,
    start: async () => {
      api.on('terminal-changed', () => void refresh());
      await refresh();
    },
    setLocale: (locale) => set({ locale }),
    edit: (change) =>
      set(({ form, problems, terminal }) => {
        const next = { ...form, ...change };
        const left = setupProblems(next, needsPassphrase(terminal));
        return {
          form: next,
          refused: null,
          problems: problems.filter((problem) => left.includes(problem)),
        };
      }),
    setUp: async () => {
      const { form, terminal } = get();
      const problems = setupProblems(form, needsPassphrase(terminal));
      set({ problems });
      const { kind, name, pin, passphrase } = form;
      if (problems.length > 0 || kind === null) return;
      await run(() =>
        api.call('terminal:setUp', {
          requestId: newRequestId(),
          kind,
          passphrase: kind !== 'demo' && needsPassphrase(terminal) ? passphrase : null,
          manager: kind === 'demo' ? null : { name: name.trim(), pin },
        }),
      );
    },
    unlock: () => {
      const { passphrase } = get().form;
      return run(() => api.call('terminal:unlock', { requestId: newRequestId(), passphrase }));
    },
    quit: async () => {
      await api.call('terminal:quit', { requestId: newRequestId() });
    },
  };
}

export const needsPassphrase = (terminal: TerminalState): boolean =>
  terminal.state === 'unconfigured' && !terminal.osKeyProtection;
