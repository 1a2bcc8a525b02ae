import { useStore } from 'zustand';
import { HAND_OVER_WAYS } from '../../../../shared/privacy/auditActions.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, Checkbox, Dialog, RadioCards } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../privacy.module.css';
import { type HandOverStore, isComplete } from './handOver.store.ts';

/** On what the package leaves. The customer's own medium comes last, with a warning and a word of its own. */
export function HandOverDialog({ store }: { readonly store: HandOverStore }) {
  const t = useTexts();
  const { form, failure, pending, type, close, save } = useStore(store);
  if (form === null) return null;
  return (
    <Dialog
      isOpen
      title={t('privacy:handOver.title')}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('common:actions.cancel')}</Button>
          <Button
            variant="primary"
            keyHint="Ctrl Enter"
            isDisabled={!isComplete(form)}
            isPending={pending}
            pendingLabel={t('common:pending')}
            onPress={() => void save()}
          >
            {t('privacy:handOver.confirm')}
          </Button>
        </>
      }
    >
      <div className={cx(styles['form'])}>
        {failure !== null && <Banner tone="danger">{t(`errors:${failure.code}`)}</Banner>}
        <p>{t('privacy:handOver.once')}</p>
        <RadioCards
          label={t('privacy:handOver.ask')}
          cards={HAND_OVER_WAYS.map((id) => ({ id, title: t(`privacy:audit.reason.${id}`) }))}
          selected={form.way}
          onSelect={(way) => type({ way, agreed: false })}
          isDense
        />
        {form.way === 'own-medium' && (
          <>
            <Banner tone="warning">{t('privacy:handOver.own')}</Banner>
            <Checkbox isSelected={form.agreed} onChange={(agreed) => type({ agreed })}>
              {t('privacy:handOver.agree')}
            </Checkbox>
          </>
        )}
      </div>
    </Dialog>
  );
}
