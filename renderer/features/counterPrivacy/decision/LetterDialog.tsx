import { FileText } from 'lucide-react';
import { useStore } from 'zustand';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, Dialog, VisuallyHidden } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import type { CaseStore } from '../case/case.store.ts';
import type { CaseDialog } from '../case/caseState.ts';
import styles from '../privacy.module.css';

/** A letter in the person's language, to be read, printed or kept as a file. */
export function LetterDialog(props: {
  readonly store: CaseStore;
  readonly form: Extract<CaseDialog, { kind: 'letter' }>;
  readonly locale: Locale;
}) {
  const { store, form, locale } = props;
  const t = useTexts();
  const pending = useStore(store, (state) => state.pending);
  const failure = useStore(store, (state) => state.failure);
  const { closeDialog, saveLetter } = store.getState();
  const { written } = form;
  return (
    <Dialog
      isOpen
      size="wide"
      title={t(`privacy:letter.${form.letter}`)}
      onClose={closeDialog}
      actions={
        <>
          <Button onPress={closeDialog}>{t('common:actions.close')}</Button>
          <Button
            variant="primary"
            icon={FileText}
            isDisabled={written === null}
            isPending={pending}
            pendingLabel={t('common:pending')}
            onPress={() => void saveLetter()}
          >
            {t('privacy:letters.save')}
          </Button>
        </>
      }
    >
      {failure !== null && <Banner tone="danger">{t(`errors:${failure.code}`)}</Banner>}
      {written === null ? (
        <VisuallyHidden live="polite">{t('common:pending')}</VisuallyHidden>
      ) : (
        <article lang={locale} className={cx(styles['letter'])}>
          <h3>{written.title}</h3>
          {written.paragraphs.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </article>
      )}
    </Dialog>
  );
}
