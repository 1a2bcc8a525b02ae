import { ShieldCheck } from 'lucide-react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Button, MenuButton, TextField } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../parts/page.module.css';
import { AUDIT_AREAS } from './areas.ts';
import { type AuditStore, isDayWrong } from './audit.store.ts';

const EVERYONE = 'everyone';

/** Day, kind and person; managers also start the check. */
export function AuditBar({ store }: { readonly store: AuditStore }) {
  const t = useTexts();
  const { role, day, areas, actor, people, verifying } = useStore(store);
  const { filter, verify } = store.getState();
  const isManager = role === 'manager';
  return (
    <>
      <h1 className={cx(styles['title'])}>{t(isManager ? 'privacy:audit.title' : 'privacy:audit.mine')}</h1>
      <div className={cx(styles['short'])}>
        <TextField
          label={t('privacy:audit.day')}
          hideLabel
          value={day}
          maxLength={12}
          placeholder={t('privacy:audit.dayLike')}
          onChange={(next) => void filter({ day: next })}
          error={isDayWrong(day) ? t('privacy:audit.dayWrong') : undefined}
        />
      </div>
      <MenuButton
        name={t('privacy:audit.kinds')}
        label={
          areas.length === 0
            ? t('privacy:audit.everyKind')
            : t('privacy:audit.someKinds', { chosen: areas.length })
        }
        choices={AUDIT_AREAS.map((id) => ({ id, label: t(`privacy:audit.area.${id}`) }))}
        chosen={areas}
        onChoose={(chosen) => void filter({ areas: chosen })}
      />
      {isManager && (
        <>
          <MenuButton
            name={t('privacy:audit.who')}
            label={people.find(({ staffId }) => staffId === actor)?.name ?? t('privacy:audit.everyone')}
            choices={[
              { id: EVERYONE, label: t('privacy:audit.everyone') },
              ...people.map(({ staffId, name }) => ({ id: staffId, label: name })),
            ]}
            selected={actor ?? EVERYONE}
            onSelect={(id) =>
              void filter({ actor: people.find(({ staffId }) => staffId === id)?.staffId ?? null })
            }
          />
          <Button
            variant="primary"
            icon={ShieldCheck}
            isPending={verifying}
            pendingLabel={t('common:pending')}
            onPress={() => void verify()}
          >
            {t('privacy:audit.verify')}
          </Button>
        </>
      )}
    </>
  );
}
