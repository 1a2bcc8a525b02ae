import { TextsProvider, useTexts } from '../../i18n/index.ts';
import { ClosingDialog } from '../../features/counterSync/closing/ClosingDialog.tsx';
import { SignInScreen } from '../../features/counterSignIn/SignInScreen.tsx';
import { ToastRegion, UiProvider, VisuallyHidden } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { HINTS } from '../../features/counterShell/commands.ts';
import { useShell } from '../../features/counterShell/useShell.ts';
import { useSignedIn } from '../../features/counterSignIn/useSignedIn.ts';
import styles from './counter.module.css';
import type { Counter } from './createCounter.ts';
import { Desk } from './Desk.tsx';

/** The counter window: signed in, the desk; otherwise the people who may sign in. */
export function CounterApp({ counter }: { readonly counter: Counter }) {
  const locale = useShell(counter.shell, (state) => state.locale);
  const theme = useShell(counter.shell, (state) => state.settings?.counter.theme ?? 'light');
  return (
    <TextsProvider i18n={counter.i18n}>
      <UiProvider mode="counter" locale={locale} theme={theme}>
        <Window counter={counter} />
      </UiProvider>
    </TextsProvider>
  );
}

function Window({ counter }: { readonly counter: Counter }) {
  const t = useTexts();
  const terminal = useShell(counter.shell, (state) => state.terminal);
  const said = useShell(counter.shell, (state) => state.said);
  const signedIn = useSignedIn(counter.signIn);
  const ready = terminal?.state === 'ready' ? terminal : null;
  const demo = ready?.demo === true;
  return (
    <>
      <div className={cx(styles['window'])}>
        <div>
          {demo && signedIn !== null && (
            <p className={cx(styles['demo'])} role="status">
              {t('common:demo')}
            </p>
          )}
        </div>
        {signedIn === null ? (
          <SignInScreen
            store={counter.signIn}
            place={ready === null ? '' : [ready.storeName, ready.terminalName].join(' · ')}
            demo={demo}
            onLocale={counter.shell.getState().setLocale}
          />
        ) : (
          <Desk counter={counter} person={signedIn} />
        )}
      </div>
      <ClosingDialog store={counter.sync.closing} status={counter.sync.status} />
      <VisuallyHidden live="assertive">
        <span key={said.count}>{said.text}</span>
      </VisuallyHidden>
      {signedIn !== null && (
        <ToastRegion
          toasts={counter.toasts}
          label={t('counter:toast.region')}
          undoLabel={t('common:actions.undo')}
          undoKeyHint={HINTS.undo}
          closeLabel={t('common:actions.close')}
        />
      )}
    </>
  );
}
