import { CircleCheck, CircleX, UserPlus } from 'lucide-react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Button, PlainTable, StatusPill } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import type { SectionProps } from '../FormParts.tsx';
import styles from '../settings.module.css';
import { PersonDialog } from './PersonDialog.tsx';

export function PeopleSection({ store, saveHint }: SectionProps) {
  const t = useTexts();
  const people = useStore(store, (state) => state.people);
  const { openPerson } = store.getState();
  return (
    <div className={cx(styles['form'])}>
      <p className={cx(styles['quiet'])}>{t('settings:people.lead')}</p>
      <PlainTable
        columns={(['name', 'role', 'state', 'actions'] as const).map((id) => ({
          id,
          header: t(`settings:people.${id}`),
        }))}
        rows={people.map(({ staffId, name, role, active }) => ({
          id: staffId,
          cells: [
            name,
            t(`settings:people.roles.${role}`),
            <StatusPill
              key="state"
              look={active ? { tone: 'success', icon: CircleCheck } : { tone: 'neutral', icon: CircleX }}
            >
              {active ? t('settings:people.active') : t('settings:people.inactive')}
            </StatusPill>,
            <Button
              key="change"
              aria-label={t('settings:people.change', { name })}
              onPress={() => openPerson(staffId)}
            >
              {t('common:actions.change')}
            </Button>,
          ],
        }))}
      />
      <div className={cx(styles['foot'])}>
        <Button variant="primary" icon={UserPlus} onPress={() => openPerson(null)}>
          {t('settings:people.add')}
        </Button>
      </div>
      <PersonDialog store={store} saveHint={saveHint} />
    </div>
  );
}
