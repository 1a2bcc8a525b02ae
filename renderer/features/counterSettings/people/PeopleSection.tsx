import { CircleCheck, CircleX, UserPlus } from 'lucide-react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Button, StatusPill } from '../../../ui/index.ts';
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
      <table className={cx(styles['table'])}>
        <thead>
          <tr>
            <th scope="col">{t('settings:people.name')}</th>
            <th scope="col">{t('settings:people.role')}</th>
            <th scope="col">{t('settings:people.state')}</th>
            <th scope="col">{t('settings:people.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ staffId, name, role, active }) => (
            <tr key={staffId}>
              <th scope="row">{name}</th>
              <td>{t(`settings:people.roles.${role}`)}</td>
              <td>
                <StatusPill
                  look={active ? { tone: 'success', icon: CircleCheck } : { tone: 'neutral', icon: CircleX }}
                >
                  {active ? t('settings:people.active') : t('settings:people.inactive')}
                </StatusPill>
              </td>
              <td>
                <Button
                  aria-label={t('settings:people.change', { name })}
                  onPress={() => openPerson(staffId)}
                >
                  {t('common:actions.change')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={cx(styles['foot'])}>
        <Button variant="primary" icon={UserPlus} onPress={() => openPerson(null)}>
          {t('settings:people.add')}
        </Button>
      </div>
      <PersonDialog store={store} saveHint={saveHint} />
    </div>
  );
}
