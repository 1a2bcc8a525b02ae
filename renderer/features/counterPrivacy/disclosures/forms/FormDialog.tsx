import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../../../i18n/index.ts';
import { Banner, Button, Dialog } from '../../../../ui/index.ts';
import { cx } from '../../../../ui/cx.ts';
import { FailureBanner } from '../../parts/FailureBanner.tsx';
import styles from '../../parts/page.module.css';
import type { DisclosuresStore } from '../disclosures.store.ts';

/** The frame of both forms: what is missing or was refused, a way back and one way on. */
export function FormDialog(props: {
  readonly store: DisclosuresStore;
  readonly title: string;
  readonly label: string;
  readonly children: ReactNode;
}) {
  const { store, title, label, children } = props;
  const t = useTexts();
  const { refusal, problems, pending } = useStore(store);
  const { closeForm, save } = store.getState();
  return (
    <Dialog
      isOpen
      size="wide"
      title={title}
      onClose={closeForm}
      actions={
        <>
          <Button onPress={closeForm}>{t('common:actions.cancel')}</Button>
          <Button
            variant="primary"
            keyHint="Ctrl Enter"
            isPending={pending}
            pendingLabel={t('common:pending')}
            onPress={() => void save()}
          >
            {label}
          </Button>
        </>
      }
    >
      <div className={cx(styles['form'])}>
        <FailureBanner failure={refusal} />
        {problems.length > 0 && (
          <Banner tone="danger" title={t('privacy:disclosures.mend')}>
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{t(`privacy:disclosures.problem.${problem}`)}</li>
              ))}
            </ul>
          </Banner>
        )}
        {children}
      </div>
    </Dialog>
  );
}
