import type { I18n } from '../../i18n/index.ts';
import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { TerminalState } from '../../../shared/contract/terminal.ts';
import { TextsProvider, useKeyboardTexts, useTexts } from '../../i18n/index.ts';
import { KeyboardDock, languageSegments, ProgressBar, SegmentedControl, UiProvider } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { FailureScreen } from './FailureScreen.tsx';
import { FirstRunScreen } from './FirstRunScreen.tsx';
import { LockedScreen } from './LockedScreen.tsx';
import type { Setup } from './setupState.ts';
import styles from './setup.module.css';

/** The window before there is a kiosk or a counter. */
export function SetupApp({ setup, i18n }: { readonly setup: Setup; readonly i18n: I18n }) {
  const locale = useStore(setup, (state) => state.locale);
  const terminal = useStore(setup, (state) => state.terminal);
  useEffect(() => void i18n.changeLanguage(locale), [i18n, locale]);
  return (
    <TextsProvider i18n={i18n}>
      <UiProvider mode="kiosk" locale={locale}>
        <Page setup={setup}>{screen(terminal, setup)}</Page>
      </UiProvider>
    </TextsProvider>
  );
}

function Page({ setup, children }: { readonly setup: Setup; readonly children: ReactNode }) {
  const t = useTexts();
  const locale = useStore(setup, (state) => state.locale);
  return (
    <div className={cx(styles['page'])}>
      <header className={cx(styles['header'])}>
        <span className={cx(styles['brand'])}>Lete</span>
        <SegmentedControl
          label={t('common:language')}
          segments={languageSegments}
          selected={locale}
          onSelect={setup.setLocale}
        />
      </header>
      <main className={cx(styles['main'])}>{children}</main>
      <KeyboardDock texts={useKeyboardTexts()} />
    </div>
  );
}

function screen(terminal: TerminalState, setup: Setup): ReactNode {
  switch (terminal.state) {
    case 'starting':
    case 'ready':
      return <Starting />;
    case 'unconfigured':
      return <FirstRunScreen setup={setup} />;
    case 'locked':
      return <LockedScreen setup={setup} />;
    case 'failed':
      return <FailureScreen setup={setup} failure={terminal.failure} reference={terminal.ref} />;
  }
}

function Starting() {
  const t = useTexts();
  return (
    <div className={cx(styles['calm'])}>
      <h1 className={cx(styles['logo'])}>Fotolukss</h1>
      <ProgressBar label={t('setup:starting')} value={null} />
    </div>
  );
}
