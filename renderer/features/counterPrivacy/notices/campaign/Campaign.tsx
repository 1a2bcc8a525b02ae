import { BookOpenCheck, CircleCheck, Inbox } from 'lucide-react';
import { useStore } from 'zustand';
import type { OrderId } from '../../../../../shared/domain/ids.ts';
import { TOLD_STATES, type ToldState } from '../../../../../shared/domain/notice.ts';
import { formatDate } from '../../../../../shared/domain/time.ts';
import { useTexts } from '../../../../i18n/index.ts';
import {
  Banner,
  Button,
  EmptyState,
  SegmentedControl,
  Skeleton,
  StatusPill,
  useUi,
} from '../../../../ui/index.ts';
import { cx } from '../../../../ui/cx.ts';
import styles from '../../parts/page.module.css';
import { versionName } from '../columns.tsx';
import type { NoticesStore } from '../notices.store.ts';
import { type Campaign as Telling, toldVersion } from '../noticesState.ts';
import { ToldDialog } from './ToldDialog.tsx';
import { toldLooks } from './toldLooks.ts';
import { ToldPeople } from './ToldPeople.tsx';

type Props = { readonly store: NoticesStore };

/** How far the people affected by a material change have been told, and who is to be called (policy P37). */
export function Campaign({
  store,
  onOpenOrder,
}: Props & { readonly onOpenOrder: (orderId: OrderId) => void }) {
  const t = useTexts();
  const { locale } = useUi();
  const { campaign, items, selected, failure } = useStore(store);
  const told = toldVersion({ items, selected });
  if (told === undefined) {
    return <EmptyState icon={BookOpenCheck} title={t('privacy:notices.campaign.none')} />;
  }
  return (
    <section className={cx(styles['section'])} aria-labelledby="telling">
      <h2 id="telling">{versionName(t, told)}</h2>
      <p className={cx(styles['quiet'])}>
        {t('privacy:notices.campaign.dates', {
          published: formatDate(told.publishedAt ?? 0, locale),
          from: formatDate(told.effectiveAt ?? 0, locale),
        })}
      </p>
      {campaign?.id !== told.id ? (
        failure === null && <Skeleton label={t('common:pending')} />
      ) : (
        <Progress store={store} campaign={campaign} onOpenOrder={onOpenOrder} />
      )}
      <ToldDialog store={store} />
    </section>
  );
}

function Progress(
  props: Props & { readonly campaign: Telling; readonly onOpenOrder: (orderId: OrderId) => void },
) {
  const { store, campaign, onOpenOrder } = props;
  const t = useTexts();
  const onlyCalls = useStore(store, (state) => state.onlyCalls);
  const { filterCalls, loadMore } = store.getState();
  const count = (state: ToldState) => campaign.counts.find((one) => one.state === state)?.count ?? 0;
  const everybody = campaign.counts.reduce((sum, one) => sum + one.count, 0);
  if (everybody === 0) return <EmptyState icon={Inbox} title={t('privacy:notices.campaign.nobody')} />;
  return (
    <>
      <ul className={cx(styles['row'])} aria-label={t('privacy:notices.campaign.progress')}>
        {TOLD_STATES.filter((state) => count(state) > 0).map((state) => (
          <li key={state}>
            <StatusPill look={toldLooks[state]}>
              {t(`privacy:notices.told.${state}`)}: {count(state)}
            </StatusPill>
          </li>
        ))}
      </ul>
      {count('queued') > 0 && <p className={cx(styles['quiet'])}>{t('privacy:notices.campaign.waits')}</p>}
      {count('bounced') > 0 && <Banner tone="warning">{t('privacy:notices.campaign.call')}</Banner>}
      <div className={cx(styles['row'])}>
        <SegmentedControl
          label={t('privacy:notices.campaign.who')}
          segments={[
            { id: 'everybody', label: t('privacy:notices.campaign.everybody', { people: everybody }) },
            { id: 'calls', label: t('privacy:notices.campaign.toCall', { people: count('bounced') }) },
          ]}
          selected={onlyCalls ? 'calls' : 'everybody'}
          onSelect={(id) => void filterCalls(id === 'calls')}
        />
      </div>
      {campaign.people.length === 0 ? (
        <EmptyState icon={CircleCheck} title={t('privacy:notices.campaign.nobodyToCall')} />
      ) : (
        <ToldPeople store={store} people={campaign.people} onOpenOrder={onOpenOrder} />
      )}
      {campaign.hasMore && (
        <div className={cx(styles['row'])}>
          <Button onPress={() => void loadMore()}>{t('privacy:notices.campaign.more')}</Button>
        </div>
      )}
    </>
  );
}
