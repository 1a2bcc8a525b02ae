import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { LetterWay } from '../../../../shared/privacy/requestLetters.ts';
import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, Checkbox, Dialog, RadioCards, TextField } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import type { CaseStore } from '../case/case.store.ts';
import { isTyped } from '../case/savers.ts';
import styles from '../privacy.module.css';

/** The frame of every form on a request: what it does, what went wrong, a way back and one way on. */
export function CaseForm(props: {
  readonly store: CaseStore;
  readonly title: string;
  readonly label: string;
  readonly isComplete: boolean;
  /** Red, for the deletion and nothing else. */
  readonly isDeletion?: boolean;
  readonly children: ReactNode;
}) {
  const { store, title, label, isComplete, isDeletion = false, children } = props;
  const t = useTexts();
  const pending = useStore(store, (state) => state.pending);
  const failure = useStore(store, (state) => state.failure);
  const { closeDialog, save } = store.getState();
  return (
    <Dialog
      isOpen
      title={title}
      onClose={closeDialog}
      actions={
        <>
          <Button onPress={closeDialog}>{t('common:actions.cancel')}</Button>
          <Button
            variant={isDeletion ? 'danger' : 'primary'}
            keyHint="Ctrl Enter"
            isDisabled={!isComplete}
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
        {failure !== null && <Banner tone="danger">{t(`errors:${failure.code}`)}</Banner>}
        {children}
      </div>
    </Dialog>
  );
}

/** A manager declares not to be the person it is about; core also looks whether the names agree. */
export function NotMyself({
  store,
  isSelected,
}: {
  readonly store: CaseStore;
  readonly isSelected: boolean;
}) {
  const t = useTexts();
  return (
    <Checkbox isSelected={isSelected} onChange={(notMyself) => store.getState().type({ notMyself })}>
      {t('privacy:decision.notMyself')}
    </Checkbox>
  );
}

const WAYS = ['message', 'paper', 'own_mail'] as const satisfies readonly LetterWay[];

/** By which way the letter of this step goes out; without one there is no such step. What cannot be now is said. */
export function Way({ store, selected }: { readonly store: CaseStore; readonly selected: LetterWay }) {
  const t = useTexts();
  const mayMessage = useStore(store, ({ detail }) => detail?.mayMessage === true);
  return (
    <>
      <RadioCards
        label={t('privacy:letters.way')}
        cards={WAYS.filter((id) => mayMessage || id !== 'message').map((id) => ({
          id,
          title: t(`privacy:letterWay.${id}`),
        }))}
        selected={selected}
        onSelect={(letter) => store.getState().type({ letter })}
        isDense
      />
      {!mayMessage && <p className={cx(styles['quiet'])}>{t('privacy:letters.noMessage')}</p>}
    </>
  );
}

/** The last look before a deletion: the number of the request, typed by hand. */
export function TypedNumber(props: {
  readonly store: CaseStore;
  readonly detail: RequestDetail;
  readonly typed: string;
}) {
  const { store, detail, typed } = props;
  const t = useTexts();
  if (detail.type !== 'erasure') return null;
  const wrong = typed.trim().length >= detail.number.length && !isTyped(detail, typed);
  return (
    <TextField
      label={t('privacy:decision.typeNumber', { number: detail.number })}
      value={typed}
      maxLength={20}
      onChange={(next) => store.getState().type({ typed: next })}
      error={wrong ? t('errors:NUMBER_MISMATCH') : undefined}
    />
  );
}
