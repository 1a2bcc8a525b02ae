import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { SearchField } from '../../../ui/index.ts';
import type { CustomersStore } from './customers.store.ts';

/** The one way in: somebody is asked for by what they say or show. */
export function CustomersBar(props: {
  readonly store: CustomersStore;
  readonly keys: string;
  readonly searchAsked: boolean;
  readonly onSearchReached: () => void;
  readonly onEnter: () => void;
}) {
  const { store, keys, searchAsked, onSearchReached, onEnter } = props;
  const t = useTexts();
  const typed = useStore(store, (state) => state.typed);
  const { search, leave } = store.getState();
  return (
    <SearchField
      label={t('counter:customers.search')}
      placeholder={t('counter:customers.searchHint')}
      value={typed}
      maxLength={254}
      keys={keys}
      isAsked={searchAsked}
      onReached={onSearchReached}
      onChange={search}
      onClear={leave}
      onEnter={onEnter}
    />
  );
}
