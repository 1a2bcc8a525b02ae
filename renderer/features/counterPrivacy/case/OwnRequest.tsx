import { KeyRound } from 'lucide-react';
import { formatDate } from '../../../../shared/domain/time.ts';
import { isOpen } from '../../../../shared/privacy/requestStates.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, Facts, StatusPill, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { HandOver } from '../handOver/HandOver.tsx';
import type { HandOverStore } from '../handOver/handOver.store.ts';
import styles from '../privacy.module.css';
import { dueLook, dueText, requestLooks } from '../queue/looks.ts';
import type { RequestItem } from '../queue/requests.store.ts';

/** What staff see of a request: where it stands, until when, and the archive to hand over; a manager does the rest. */
export function OwnRequest({
  row,
  handOver,
  onCode,
}: {
  readonly row: RequestItem;
  readonly handOver: HandOverStore;
  readonly onCode: (number: string) => void;
}) {
  const t = useTexts();
  const { locale } = useUi();
  const look = dueLook(row);
  return (
    <>
      <h2>{t(`privacy:type.${row.type}`)}</h2>
      <div className={cx(styles['row'])}>
        <StatusPill look={requestLooks[row.state]}>{t(`privacy:state.${row.state}`)}</StatusPill>
      </div>
      <Facts
        facts={[
          [
            t('privacy:evidence.received'),
            `${formatDate(row.receivedAt, locale)} · ${t(`privacy:channel.${row.channel}`)}`,
          ],
          [
            t('privacy:evidence.due'),
            <span key="due" className={cx(styles['row'])}>
              {formatDate(row.dueAt, locale)}
              {look !== null && <StatusPill look={look}>{dueText(t, row)}</StatusPill>}
            </span>,
          ],
        ]}
      />
      {row.state === 'id_pending' && (
        <div className={cx(styles['row'])}>
          <Button icon={KeyRound} onPress={() => onCode(row.number)}>
            {t('privacy:action.code')}
          </Button>
        </div>
      )}
      <HandOver store={handOver} role="staff" />
      {isOpen(row.state) && <Banner tone="info">{t('privacy:managerDecides')}</Banner>}
    </>
  );
}
