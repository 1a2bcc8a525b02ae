import { KeyRound, Plus } from 'lucide-react';
import { useStore } from 'zustand';
import { REQUEST_TYPES } from '../../../../shared/privacy/requestTypes.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, MenuButton } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../privacy.module.css';
import type { RequestsStore } from './requests.store.ts';

const SHOWS = ['open', 'overdue', 'settled', 'all'] as const;

/** What of the queue is shown, and the way to take in a new request. */
export function QueueBar(props: {
  readonly store: RequestsStore;
  readonly keyHint: string;
  readonly onTakeIn: () => void;
  readonly onCode: () => void;
}) {
  const { store, keyHint, onTakeIn, onCode } = props;
  const t = useTexts();
  const { role, show, types } = useStore(store);
  const { filter } = store.getState();
  return (
    <>
      <h1 className={cx(styles['title'])}>{t(role === 'manager' ? 'privacy:title' : 'privacy:mine')}</h1>
      {role === 'manager' && (
        <>
          <MenuButton
            name={t('privacy:show.label')}
            label={t(`privacy:show.${show}`)}
            choices={SHOWS.map((id) => ({ id, label: t(`privacy:show.${id}`) }))}
            selected={show}
            onSelect={(next) => void filter({ show: next })}
          />
          <MenuButton
            name={t('privacy:columns.type')}
            label={
              types.length === 0
                ? t('privacy:show.everyType')
                : t('privacy:show.types', { chosen: types.length })
            }
            choices={REQUEST_TYPES.map((id) => ({ id, label: t(`privacy:type.${id}`) }))}
            chosen={types}
            onChoose={(chosen) => void filter({ types: chosen })}
          />
        </>
      )}
      <Button icon={KeyRound} onPress={onCode}>
        {t('privacy:action.code')}
      </Button>
      <Button variant="primary" icon={Plus} keyHint={keyHint} onPress={onTakeIn}>
        {t('privacy:intake.open')}
      </Button>
    </>
  );
}
