import { UserRound } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../i18n/index.ts';
import {
  Banner,
  languageSegments,
  PinPad,
  RadioCards,
  SegmentedControl,
  type UiLocale,
  useUi,
} from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { waitText } from './idleLock.ts';
import styles from './signIn.module.css';
import { PIN_LENGTH, type SignInStore } from './signIn.store.ts';

/** CS0: people, PIN or badge. Also the lock: what was half made waits behind it. */
export function SignInScreen(props: {
  readonly store: SignInStore;
  readonly place: string;
  readonly demo: boolean;
  readonly onLocale: (locale: UiLocale) => void;
}) {
  const { store, place, demo, onLocale } = props;
  const t = useTexts();
  const { locale } = useUi();
  const state = useStore(store);
  return (
    <main className={cx(styles['screen'])}>
      <div className={cx(styles['card'])}>
        <div className={cx(styles['head'])}>
          <div>
            <h1 className={cx(styles['brand'])}>{state.locked ? t('counter:signIn.locked') : 'Fotolukss'}</h1>
            <p className={cx(styles['place'])}>{place}</p>
          </div>
          <SegmentedControl
            label={t('common:language')}
            segments={languageSegments}
            selected={locale}
            onSelect={onLocale}
          />
        </div>
        {demo && <Banner tone="info">{t('common:demo')}</Banner>}
        {state.people.length === 0 && state.asked ? (
          <Banner tone="warning">{t('counter:signIn.nobody')}</Banner>
        ) : (
          <RadioCards
            label={t('counter:signIn.who')}
            cards={state.people.map((person) => ({
              id: person.staffId,
              title: person.name,
              icon: UserRound,
              detail: personDetail(t(`counter:role.${person.role}`), state.demoPins?.[person.staffId]),
            }))}
            selected={state.chosen}
            onSelect={state.choose}
          />
        )}
        <Pin key={`${state.chosen} ${state.waitUntil}`} store={store} />
        <p className={cx(styles['quiet'])}>{t('counter:signIn.badge')}</p>
        {state.locked && <p className={cx(styles['quiet'])}>{t('counter:signIn.kept')}</p>}
      </div>
    </main>
  );
}

const personDetail = (role: string, pin: string | undefined): string =>
  pin === undefined ? role : `${role} · PIN ${pin}`;

function Pin({ store }: { readonly store: SignInStore }) {
  const t = useTexts();
  const state = useStore(store);
  const left = useWait(state.waitUntil);
  const person = state.people.find((one) => one.staffId === state.chosen);
  const tries = state.error === 'PIN_WRONG' && person !== undefined && person.triesLeft > 0 && left === 0;
  const error =
    left > 0
      ? t('counter:signIn.wait', { time: waitText(left) })
      : tries
        ? t('counter:signIn.triesLeft', { tries: person.triesLeft })
        : state.error === null
          ? undefined
          : t(`errors:${state.error}`);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever walks through the names with the arrow keys is not taken away from them.
    if (document.activeElement?.matches('input:focus-visible')) return;
    box.current?.querySelector<HTMLElement>('[role=group]')?.focus();
  }, []);
  return (
    <div ref={box}>
      <PinPad
        texts={{
          label: t('common:pin.label'),
          entered: (entered) => t('common:pin.entered', { entered }),
          erase: t('common:pin.erase'),
          enter: t('common:actions.signIn'),
        }}
        value={state.pin}
        onChange={state.setPin}
        onEnter={() => void state.enter()}
        minLength={PIN_LENGTH.min}
        maxLength={PIN_LENGTH.max}
        error={error}
        isPending={state.pending}
      />
    </div>
  );
}

/** Milliseconds left of a wait, told anew each second. */
function useWait(until: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until <= Date.now()) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [until]);
  return Math.max(0, until - now);
}
