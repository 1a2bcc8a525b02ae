import { Undo2 } from 'lucide-react';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { formatDateTime, formatTime, shopDayOf } from '../../../shared/domain/time.ts';
import { type Texts, useTexts } from '../../i18n/index.ts';
import { Button, type UiLocale, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './detail.module.css';
import type { DetailStore } from './detail.store.ts';

type Entry = OrderDetail['history'][number];

/** Who, when, what, newest first; the latest change can be taken back from here for its time. */
export function HistoryList(props: {
  readonly store: DetailStore;
  readonly order: OrderDetail;
  readonly now: number;
}) {
  const { store, order, now } = props;
  const t = useTexts();
  const { locale } = useUi();
  const { undo } = store.getState();
  const newestFirst = order.history.toSorted((one, other) => other.historyId - one.historyId);
  return (
    <section className={cx(styles['section'])} aria-label={t('counter:history.title')}>
      <h3 className={cx(styles['heading'])}>{t('counter:history.title')}</h3>
      <ol className={cx(styles['history'])}>
        {newestFirst.map((entry) => (
          <li key={entry.historyId} className={cx(styles['line'])}>
            <span>
              {[when(entry.at, now, locale), what(t, entry), who(t, entry), where(t, entry)]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
            {entry.undoableUntil !== null && entry.undoableUntil > now && (
              <Button variant="quiet" icon={Undo2} onPress={() => void undo(order.orderId, entry.historyId)}>
                {t('common:actions.undo')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The day goes without saying when it is today. */
const when = (at: number, now: number, locale: UiLocale): string =>
  shopDayOf(at) === shopDayOf(now) ? formatTime(at) : formatDateTime(at, locale);

/** Nobody signed in at the kiosk: the customer. Else the terminal acted by itself; of another one nobody knows. */
const who = (t: Texts, { by, window, terminal }: Entry): string | null => {
  if (by !== null) return by;
  if (window === 'kiosk') return t('counter:history.customer');
  return terminal === null ? null : t('counter:history.system');
};

const where = (t: Texts, { terminal, window }: Entry): string => {
  const name = terminal ?? t('counter:history.elsewhere');
  return window === 'setup' ? name : `${name}, ${t(`counter:history.window.${window}`)}`;
};

function what(t: Texts, entry: Entry): string {
  const change =
    entry.code === 'status' && entry.to !== null
      ? t(`common:orderStatus.${entry.to}`)
      : t(`counter:history.${entry.code}`);
  return entry.reason === null ? change : `${change} (${entry.reason})`;
}
