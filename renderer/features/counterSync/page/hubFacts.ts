import type { SyncStatus } from '../../../../shared/contract/sync.ts';
import type { useTexts } from '../../../i18n/index.ts';

type Hub = SyncStatus['hub'];
type Texts = ReturnType<typeof useTexts>;
type Fact = readonly [string, string | null];

const standing = (
  { serves, address, used, heardAt }: Hub,
  t: Texts,
  at: (time: number | null) => string,
): string | null => {
  if (serves === 'open') return t('sync:facts.serves', { address: address ?? '' });
  if (serves === 'no_network') return t('sync:facts.noNetwork');
  if (serves === 'failed') return t('sync:facts.failed');
  return used === null ? null : t('sync:facts.used', { address: used, time: at(heardAt) });
};

/** What there is to say of the store's hub; lines that say nothing are left out. */
export const hubFacts = (hub: Hub, t: Texts, at: (time: number | null) => string): readonly Fact[] => {
  const { waiting, stranded, provisional } = hub;
  const counted = stranded === 0 ? String(waiting) : t('sync:facts.relayedText', { waiting, stranded });
  return [
    [t('sync:facts.hub'), standing(hub, t, at)],
    [t('sync:facts.relayed'), waiting + stranded === 0 ? null : counted],
    [t('sync:facts.provisional'), provisional === 0 ? null : String(provisional)],
  ];
};
