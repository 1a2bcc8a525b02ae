import { formatDate } from '../../../../shared/domain/time.ts';
import type { Texts } from '../../../i18n/index.ts';
import { StatusPill, type TableColumn, type UiLocale } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../privacy.module.css';
import { dueLook, dueText, requestLooks } from './looks.ts';
import type { RequestItem } from './requests.store.ts';

type Column = 'number' | 'type' | 'due';

/** Number, what is asked, how long is left. The state stands in the request itself where the list is narrow. */
export const queueColumns = (t: Texts, locale: UiLocale): readonly TableColumn<RequestItem, Column>[] => [
  {
    id: 'number',
    header: t('privacy:columns.number'),
    grow: 1,
    minEm: 9.6,
    isRowHeader: true,
    render: (row) => <span className={cx(styles['number'])}>{row.number}</span>,
  },
  {
    id: 'type',
    header: t('privacy:columns.type'),
    grow: 2,
    minEm: 5,
    render: (row) => <span title={t(`privacy:type.${row.type}`)}>{t(`privacy:type.${row.type}`)}</span>,
  },
  {
    id: 'due',
    header: t('privacy:columns.due'),
    grow: 1.2,
    minEm: 9.2,
    render: (row) => <Due t={t} locale={locale} row={row} />,
  },
];

/** Days left while an answer is owed, afterwards how it ended. */
function Due({
  t,
  locale,
  row,
}: {
  readonly t: Texts;
  readonly locale: UiLocale;
  readonly row: RequestItem;
}) {
  const look = dueLook(row);
  if (look === null) {
    return <StatusPill look={requestLooks[row.state]}>{t(`privacy:state.${row.state}`)}</StatusPill>;
  }
  return (
    <span title={formatDate(row.dueAt, locale)}>
      <StatusPill look={look}>{dueText(t, row)}</StatusPill>
    </span>
  );
}
