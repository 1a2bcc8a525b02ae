import { useStore } from 'zustand';
import { formatDate } from '../../../../shared/domain/time.ts';
import { REQUEST_TYPES, isInternal } from '../../../../shared/privacy/requestTypes.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, Dialog, RadioCards, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../privacy.module.css';
import { Corrections, HowItCame, Identity, Who } from './IntakeFields.tsx';
import { asksIdentity, happensAtOnce, type IntakeForm } from './intake.policy.ts';
import type { IntakeStore } from './intake.store.ts';

type Role = 'staff' | 'manager';

/** Takes a request in: type, way and day, whom it is about, and how they showed who they are. */
export function IntakeDialog({ store, role }: { readonly store: IntakeStore; readonly role: Role }) {
  const t = useTexts();
  const { form, failure, pending, taken, problems } = useStore(store);
  const { close, save } = store.getState();
  if (form === null) return null;
  return (
    <Dialog
      isOpen
      size="wide"
      title={t(taken === null ? 'privacy:intake.title' : 'privacy:intake.done')}
      onClose={close}
      actions={
        <>
          {taken === null && <Button onPress={close}>{t('common:actions.cancel')}</Button>}
          <Button
            variant="primary"
            keyHint="Ctrl Enter"
            isPending={pending}
            pendingLabel={t('common:pending')}
            autoFocus={taken !== null}
            onPress={() => void save()}
          >
            {t(taken === null ? 'privacy:intake.save' : 'common:actions.done')}
          </Button>
        </>
      }
    >
      {taken === null ? (
        <div className={cx(styles['form'])}>
          {failure !== null && (
            <Banner tone="danger">
              {t(`errors:${failure.code}`)} {t('common:reference', { ref: failure.ref })}
            </Banner>
          )}
          {problems.includes('type') && <Banner tone="danger">{t('privacy:intake.problem.type')}</Banner>}
          <Form store={store} role={role} form={form} />
        </div>
      ) : (
        <Taken store={store} form={form} />
      )}
    </Dialog>
  );
}

function Form(props: { readonly store: IntakeStore; readonly role: Role; readonly form: IntakeForm }) {
  const { store, role, form } = props;
  const t = useTexts();
  const { type } = store.getState();
  const types = REQUEST_TYPES.filter((id) => !isInternal(id) || role === 'manager');
  return (
    <>
      <RadioCards
        label={t('privacy:intake.type')}
        cards={types.map((id) => ({ id, title: t(`privacy:type.${id}`) }))}
        selected={form.type}
        onSelect={(id) => type({ type: id })}
        isDense
      />
      {happensAtOnce(form.type) && <Banner tone="info">{t('privacy:intake.atOnce')}</Banner>}
      <HowItCame store={store} form={form} />
      <Who store={store} form={form} />
      {form.type === 'rectification' && <Corrections store={store} form={form} />}
      {asksIdentity(form.type) && <Identity store={store} form={form} role={role} />}
    </>
  );
}

/** The number to say and to write down, and until when an answer is owed. */
function Taken({ store, form }: { readonly store: IntakeStore; readonly form: IntakeForm }) {
  const t = useTexts();
  const { locale } = useUi();
  const taken = useStore(store, (state) => state.taken);
  if (taken === null) return null;
  const byCode = asksIdentity(form.type) && form.identity === 'code';
  return (
    <div className={cx(styles['form'])} role="status">
      <p className={cx(styles['big'])}>{taken.number}</p>
      <p>{t('privacy:intake.due', { date: formatDate(taken.dueAt, locale, 'long') })}</p>
      <p className={cx(styles['quiet'])}>
        {t(
          byCode
            ? 'privacy:intake.codeSent'
            : happensAtOnce(form.type)
              ? 'privacy:intake.atOnce'
              : 'privacy:intake.toManager',
        )}
      </p>
    </div>
  );
}
