import { Plus } from 'lucide-react';
import { useStore } from 'zustand';
import type { OrderStatus } from '../../../shared/domain/orderStatus.ts';
import { ORDER_STATUSES } from '../../../shared/domain/orderStatus.ts';
import { useTexts } from '../../i18n/index.ts';
import { Button, MenuButton, orderStatusLooks, SearchField } from '../../ui/index.ts';
import type { OrdersStore } from './orders.store.ts';

const PLACED: readonly OrderStatus[] = ORDER_STATUSES.filter((status) => status !== 'draft');
const SOURCES = ['all', 'kiosk', 'counter'] as const;
const LISTS = ['today', 'all', 'uncollected'] as const;

/** Search and filters of CS1; what is chosen survives Back because the store keeps it. */
export function OrdersBar(props: {
  readonly store: OrdersStore;
  readonly hints: Readonly<Record<'search' | 'newOrder', string>>;
  readonly searchAsked: boolean;
  readonly onSearchReached: () => void;
  readonly onNew: () => void;
}) {
  const { store, hints, searchAsked, onSearchReached, onNew } = props;
  const t = useTexts();
  const filters = useStore(store, (state) => state.filters);
  const uncollected = useStore(store, (state) => state.uncollected);
  const typed = useStore(store, (state) => state.typed);
  const list = uncollected ? 'uncollected' : filters.day;
  const { filter, search, listUncollected } = store.getState();
  return (
    <>
      <SearchField
        label={t('counter:orders.search')}
        placeholder={t('counter:orders.searchHint')}
        value={typed}
        maxLength={80}
        keys={hints.search}
        isAsked={searchAsked}
        onReached={onSearchReached}
        onChange={search}
        onClear={() => void filter({ text: '' })}
      />
      <MenuButton
        name={t('counter:orders.list')}
        label={t(`counter:orders.lists.${list}`)}
        choices={LISTS.map((id) => ({ id, label: t(`counter:orders.lists.${id}`) }))}
        selected={list}
        onSelect={(id) => void (id === 'uncollected' ? listUncollected() : filter({ day: id }))}
      />
      {!uncollected && (
        <>
          <MenuButton
            name={t('counter:orders.status')}
            label={
              filters.statuses.length === 0
                ? t('counter:orders.status')
                : t('counter:orders.statusSome', { chosen: filters.statuses.length })
            }
            choices={PLACED.map((id) => ({
              id,
              label: t(`common:orderStatus.${id}`),
              icon: orderStatusLooks[id].icon,
            }))}
            chosen={filters.statuses}
            onChoose={(statuses) => void filter({ statuses: [...statuses] })}
          />
          <MenuButton
            name={t('counter:orders.source')}
            label={
              filters.source === 'all'
                ? t('counter:orders.source')
                : t(`counter:orders.sources.${filters.source}`)
            }
            choices={SOURCES.map((id) => ({ id, label: t(`counter:orders.sources.${id}`) }))}
            selected={filters.source}
            onSelect={(source) => void filter({ source })}
          />
        </>
      )}
      <Button variant="primary" icon={Plus} keyHint={hints.newOrder} onPress={onNew}>
        {t('counter:orders.new')}
      </Button>
    </>
  );
}
