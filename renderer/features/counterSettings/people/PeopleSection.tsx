import { CircleCheck, CircleX, UserPlus } from 'lucide-react';
import { useStore } from 'zustand';
import type { StaffListInForce } from '../../../../shared/contract/staff.ts';
import { formatDate } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, PlainTable, StatusPill, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import type { SectionProps } from '../FormParts.tsx';
import styles from '../settings.module.css';
import { PersonDialog } from './PersonDialog.tsx';

/** Which list of the owner holds here, and who signed it when (ADM-4). */
function ListLine({ list: { version, by, at } }: { readonly list: StaffListInForce }) {
  const t = useTexts();
  const { locale } = useUi();
  const signer = by === 'owner' ? t('settings:people.owner') : by;
  const day = formatDate(at, locale);
  return <p className={cx(styles['quiet'])}>{t('settings:people.list', { version, by: signer, day })}</p>;
}

function ListedName({ name }: { readonly name: string }) {
  const t = useTexts();
  return (
    <>
      <div>{name}</div>
      <div className={cx(styles['quiet'])}>{t('settings:people.listed')}</div>
    </>
  );
}

export function PeopleSection({ store, saveHint }: SectionProps) {
  const t = useTexts();
  const people = useStore(store, (state) => state.people);
  const staffList = useStore(store, (state) => state.staffList);
  const { openPerson } = store.getState();
  return (
    <div className={cx(styles['form'])}>
      <div className={cx(styles['head'])}>
        <div>
          <p className={cx(styles['quiet'])}>{t('settings:people.lead')}</p>
          {staffList !== null && <ListLine list={staffList} />}
        </div>
        <Button variant="primary" icon={UserPlus} onPress={() => openPerson(null)}>
          {t('settings:people.add')}
        </Button>
      </div>
      <PlainTable
        columns={(['name', 'role', 'state', 'actions'] as const).map((id) => ({
          id,
          header: t(`settings:people.${id}`),
        }))}
        rows={people.map(({ staffId, name, role, active, listed }) => ({
          id: staffId,
          cells: [
            listed ? <ListedName key="name" name={name} /> : name,
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
      <PersonDialog store={store} saveHint={saveHint} />
    </div>
  );
}
