import { ArchiveRestore, CircleAlert, Trash2 } from 'lucide-react';
import type { DryRun, DryRunItem } from '../../../../shared/privacy/dryRun.ts';
import { formatDay } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../privacy.module.css';
import { type GroupedItem, groupItems } from './dataGroups.ts';
import { lawText } from './names.ts';

const ICONS = { goes: Trash2, stays: ArchiveRestore, blocked: CircleAlert } as const;

/** What the deletion would do, item by item: what is in the way, what goes, what stays and by which law. */
export function DryRunList({ dryRun }: { readonly dryRun: DryRun }) {
  const t = useTexts();
  if (dryRun.items.length === 0) return <Banner tone="info">{t('privacy:dryRun.nothing')}</Banner>;
  return (
    <section className={cx(styles['section'])} aria-labelledby="dry-run">
      <h3 id="dry-run" className={cx(styles['heading'])}>
        {t('privacy:dryRun.title')}
      </h3>
      {(['blocked', 'goes', 'stays'] as const).map((what) => (
        <Fate key={what} what={what} items={groupItems(dryRun.items, what)} />
      ))}
    </section>
  );
}

function Fate(props: { readonly what: DryRunItem['what']; readonly items: readonly GroupedItem[] }) {
  const { what, items } = props;
  const t = useTexts();
  const Icon = ICONS[what];
  if (items.length === 0) return null;
  return (
    <div className={cx(styles['fate'], styles[what])}>
      <h4 className={cx(styles['fateHead'])}>
        <Icon className={cx(styles['icon'])} aria-hidden="true" />
        {t(`privacy:dryRun.${what}`)}
      </h4>
      <ul>
        {items.map((item) => (
          <Item key={`${item.group} ${item.law} ${item.reason}`} item={item} what={what} />
        ))}
      </ul>
    </div>
  );
}

function Item({ item, what }: { readonly item: GroupedItem; readonly what: DryRunItem['what'] }) {
  const t = useTexts();
  const { locale } = useUi();
  const { group, count, law, until, reason } = item;
  const blockedBy = what === 'blocked' && reason !== null ? t(`privacy:dryRun.reason.${reason}`) : null;
  const byLaw = law === null ? null : lawText(t, law);
  const till = until === null ? null : t('privacy:dryRun.until', { date: formatDay(until, locale) });
  const small = [byLaw, till].filter((part) => part !== null);
  return (
    <li className={cx(styles['item'])}>
      <span>{blockedBy ?? t(`privacy:data.${group}`)}</span>
      <span className={cx(styles['count'])}>{count}</span>
      {small.length > 0 && <span className={cx(styles['why'])}>{small.join(' · ')}</span>}
    </li>
  );
}
