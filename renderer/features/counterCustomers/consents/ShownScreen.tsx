import { Square } from 'lucide-react';
import { useStore } from 'zustand';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, Dialog, VisuallyHidden } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../customers.module.css';
import type { ShownStore } from './shown.store.ts';

/** The very screen that was answered, in its language, and whether record and words are as they were written. */
export function ShownScreen({ store }: { readonly store: ShownStore }) {
  const t = useTexts();
  const { recordId, drawn, failure, close } = useStore(store);
  if (recordId === null) return null;
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('counter:customers.shown.title')}
      onClose={close}
      actions={<Button onPress={close}>{t('common:actions.close')}</Button>}
    >
      <div className={cx(styles['form'])}>
        {failure !== null && <Banner tone="danger">{t(`errors:${failure.code}`)}</Banner>}
        {drawn === null && failure === null && (
          <VisuallyHidden live="polite">{t('common:pending')}</VisuallyHidden>
        )}
        {drawn !== null && (
          <>
            <Banner tone={drawn.sound ? 'info' : 'danger'}>
              {t(`counter:customers.shown.${standingOf(drawn)}`)}
            </Banner>
            <Drawing screen={drawn.screen} />
            <p className={cx(styles['hash'])}>SHA-256 {drawn.sha256}</p>
          </>
        )}
      </div>
    </Dialog>
  );
}

const standingOf = ({ sound, elsewhere }: Pick<CallOutput<'consents:screen'>, 'sound' | 'elsewhere'>) => {
  if (!sound) return 'unsound';
  return elsewhere ? 'elsewhere' : 'sound';
};

/** A picture of the screen, not the screen: nothing on it can be answered. */
function Drawing({ screen }: { readonly screen: CallOutput<'consents:screen'>['screen'] }) {
  return (
    <article lang={screen.locale} className={cx(styles['drawing'])}>
      <h3>{screen.title}</h3>
      <p>{screen.intro}</p>
      <ul>
        {screen.boxes.map(({ textId, textVersion, statement }) => (
          <li key={textId} className={cx(styles['box'])}>
            <Square className={cx(styles['icon'])} aria-hidden="true" />
            <span>
              {statement} <span className={cx(styles['quiet'])}>({textVersion})</span>
            </span>
          </li>
        ))}
      </ul>
      <p>
        {screen.age.question} {screen.age.answers.map(({ text }) => text).join(' / ')}
      </p>
    </article>
  );
}
