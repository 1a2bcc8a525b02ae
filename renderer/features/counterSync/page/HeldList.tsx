import { RefreshCw } from 'lucide-react';
import type { HeldBack } from '../../../../shared/contract/sync.ts';
import type { OrderId } from '../../../../shared/domain/ids.ts';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, PlainTable, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../sync.module.css';
import { OrderLink } from './OrderLink.tsx';

/** What did not get through although nobody has anything to decide: why, since when, and one way to try it again. */
export function HeldList(props: {
  readonly held: readonly HeldBack[];
  readonly retrying: boolean;
  readonly onRetry: () => void;
  readonly onOpenOrder: (orderId: OrderId) => void;
}) {
  const { held, retrying, onRetry, onOpenOrder } = props;
  const t = useTexts();
  const { locale } = useUi();
  return (
    <section className={cx(styles['section'])} aria-labelledby="sync-held">
      <h2 id="sync-held">{t('sync:held.title')}</h2>
      <PlainTable
        label={t('sync:held.title')}
        columns={[
          { id: 'what', header: t('sync:held.what') },
          { id: 'order', header: t('sync:waiting.order') },
          { id: 'since', header: t('sync:waiting.since'), isWhole: true },
          { id: 'why', header: t('sync:held.why') },
        ]}
        rows={held.map((one, i) => ({
          id: String(i),
          cells: [
            t(`sync:held.kind.${one.what}`, { photos: one.photos }),
            <OrderLink key="order" {...one} onOpen={onOpenOrder} />,
            formatDateTime(one.since, locale),
            t(`sync:held.reason.${one.code}`),
          ],
        }))}
      />
      <div className={cx(styles['row'])}>
        <Button icon={RefreshCw} isPending={retrying} pendingLabel={t('common:pending')} onPress={onRetry}>
          {t('sync:held.retry')}
        </Button>
      </div>
    </section>
  );
}
