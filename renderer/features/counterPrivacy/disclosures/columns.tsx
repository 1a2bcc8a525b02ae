import { Ban, CheckCheck, CircleCheck, FileInput, UserCheck } from 'lucide-react';
import { formatDate } from '../../../../shared/domain/time.ts';
import type { Recipient } from '../../../../shared/privacy/disclosure.ts';
import type { Texts } from '../../../i18n/index.ts';
import { type StatusLook, StatusPill, type TableColumn, type UiLocale } from '../../../ui/index.ts';
import type { DisclosureItem } from './disclosureState.ts';

type Standing = DisclosureItem['state'] | 'answered';

const LOOKS = {
  arrived: { tone: 'accent', icon: FileInput },
  answered: { tone: 'neutral', icon: CheckCheck },
  proposed: { tone: 'warning', icon: UserCheck },
  approved: { tone: 'success', icon: CircleCheck },
  refused: { tone: 'neutral', icon: Ban },
} as const satisfies Record<Standing, StatusLook>;

/** How far it has come; an arrival that was answered waits for nobody. */
export function Standing({ item, t }: { readonly item: DisclosureItem; readonly t: Texts }) {
  const standing: Standing = item.state === 'arrived' && item.answered ? 'answered' : item.state;
  return <StatusPill look={LOOKS[standing]}>{t(`privacy:disclosures.state.${standing}`)}</StatusPill>;
}

/** The name of a recipient; one that left the register keeps its id. */
export const recipientName = (
  recipients: readonly Recipient[],
  recipientId: string,
  locale: UiLocale,
): string => recipients.find((one) => one.recipientId === recipientId)?.name[locale] ?? recipientId;

type Column = 'at' | 'recipient' | 'ground' | 'state';

export const disclosureColumns = (
  t: Texts,
  locale: UiLocale,
  recipients: readonly Recipient[],
): readonly TableColumn<DisclosureItem, Column>[] => [
  {
    id: 'at',
    header: t('privacy:disclosures.columns.at'),
    grow: 0.6,
    minEm: 7,
    render: ({ at }) => formatDate(at, locale),
  },
  {
    id: 'recipient',
    header: t('privacy:disclosures.columns.recipient'),
    grow: 1.4,
    minEm: 9,
    isRowHeader: true,
    render: ({ recipientId }) => recipientName(recipients, recipientId, locale),
  },
  {
    id: 'ground',
    header: t('privacy:disclosures.columns.ground'),
    grow: 1.4,
    minEm: 9,
    render: ({ ground }) => t(`privacy:disclosures.ground.${ground}`),
  },
  {
    id: 'state',
    header: t('privacy:disclosures.columns.state'),
    grow: 1.1,
    minEm: 11,
    render: (item) => <Standing item={item} t={t} />,
  },
];
