import type { OrderId } from '../../../../shared/domain/ids.ts';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { type Texts, useTexts } from '../../../i18n/index.ts';
import { PlainTable, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { errorOf, kindOf } from '../parts/words.policy.ts';
import styles from '../sync.module.css';
import { OrderLink } from './OrderLink.tsx';
import type { WaitingOp } from './syncPageState.ts';

/** Oldest first, as it goes out; of a long queue its beginning, and how long it is. */
export function WaitingList(props: {
  readonly ops: readonly WaitingOp[];
  readonly total: number;
  readonly onOpenOrder: (orderId: OrderId) => void;
}) {
  const { ops, total, onOpenOrder } = props;
  const t = useTexts();
  const { locale } = useUi();
  return (
    <section className={cx(styles['section'])} aria-labelledby="sync-waiting">
      <h2 id="sync-waiting">{t('sync:waiting.title')}</h2>
      {ops.length === 0 ? (
        <p className={cx(styles['quiet'])}>{t('sync:waiting.none')}</p>
      ) : (
        <>
          {total > ops.length && (
            <p className={cx(styles['quiet'])}>{t('sync:waiting.first', { shown: ops.length, total })}</p>
          )}
          <PlainTable
            label={t('sync:waiting.title')}
            columns={[
              { id: 'what', header: t('sync:waiting.what') },
              { id: 'order', header: t('sync:waiting.order') },
              { id: 'since', header: t('sync:waiting.since'), isWhole: true },
              { id: 'attempts', header: t('sync:waiting.attempts'), isNumeric: true },
              { id: 'why', header: t('sync:waiting.why') },
            ]}
            rows={ops.map((op) => ({
              id: op.opId,
              cells: [
                t(`sync:kind.${kindOf(op.kind)}`),
                <OrderLink key="order" {...op} onOpen={onOpenOrder} />,
                formatDateTime(op.since, locale),
                op.attempts,
                why(t, op),
              ],
            }))}
          />
        </>
      )}
    </section>
  );
}

function why(t: Texts, { lastError, attempts }: WaitingOp): string {
  if (lastError !== null) return t(`sync:error.${errorOf(lastError)}`);
  return attempts === 0 ? t('sync:waiting.turn') : t('sync:waiting.answer');
}
