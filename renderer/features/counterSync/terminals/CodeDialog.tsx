import { useMemo } from 'react';
import { useStore } from 'zustand';
import { qrModules } from '../../../../shared/domain/qrCode.ts';
import { formatTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, Dialog, QrCode, RadioCards } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { FailureBanner } from '../parts/FailureBanner.tsx';
import styles from '../sync.module.css';
import { groupCode, scanText } from './enrolment.policy.ts';
import type { EnrolRole, TerminalsStore } from './terminals.store.ts';

const ROLES = ['counter', 'kiosk', 'hub'] as const satisfies readonly EnrolRole[];

/** A one-time code for one more terminal: for what, then large, with its end and its picture for the scanner. */
export function CodeDialog(props: {
  readonly store: TerminalsStore;
  /** Host of central's address. */
  readonly host: string | null;
  readonly now: number;
}) {
  const { store, host, now } = props;
  const t = useTexts();
  const adding = useStore(store, (state) => state.adding);
  const { closeAdding, chooseRole, makeCode } = store.getState();
  if (adding === null) return null;
  const { role, made, pending, failure } = adding;
  const isOver = made !== null && now >= made.expiresAt;
  return (
    <Dialog
      isOpen
      title={t('sync:code.title')}
      onClose={closeAdding}
      actions={
        <>
          <Button onPress={closeAdding}>{t('common:actions.close')}</Button>
          {(made === null || isOver) && (
            <Button
              variant="primary"
              isPending={pending}
              pendingLabel={t('common:pending')}
              onPress={() => void makeCode()}
            >
              {isOver ? t('sync:code.again') : t('sync:code.make')}
            </Button>
          )}
        </>
      }
    >
      <div className={cx(styles['form'])}>
        <FailureBanner failure={failure} />
        {made === null ? (
          <RadioCards
            label={t('sync:code.role')}
            cards={ROLES.map((id) => ({
              id,
              title: t(`sync:role.${id}`),
              detail: t(`sync:code.roleSays.${id}`),
            }))}
            selected={role}
            onSelect={chooseRole}
          />
        ) : isOver ? (
          <Banner tone="warning">{t('sync:code.over')}</Banner>
        ) : (
          <ShownCode code={made.code} until={made.expiresAt} host={host} />
        )}
      </div>
    </Dialog>
  );
}

function ShownCode(props: { readonly code: string; readonly until: number; readonly host: string | null }) {
  const { code, until, host } = props;
  const t = useTexts();
  const modules = useMemo(() => qrModules(host === null ? code : scanText(host, code)), [code, host]);
  return (
    <div className={cx(styles['shown'])}>
      <p>{t('sync:code.how', { host: host ?? '–' })}</p>
      <p className={cx(styles['code'])}>{groupCode(code)}</p>
      <QrCode modules={modules} label={t('sync:code.picture')} />
      <p>{t('sync:code.until', { time: formatTime(until) })}</p>
    </div>
  );
}
