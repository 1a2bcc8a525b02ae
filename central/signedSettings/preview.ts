import type { PriceBreak, Product } from '../../shared/domain/catalogue.ts';
import { type CatalogueChange, catalogueChanges } from '../../shared/domain/catalogueChanges.ts';
import { LOCALES } from '../../shared/domain/i18n.ts';
import { joinBlocks } from '../../shared/domain/notice.ts';
import { compareTexts } from '../../shared/domain/textChanges.ts';
import { shopDayOf } from '../../shared/domain/time.ts';
import type {
  NoticeVersion,
  PricesVersion,
  SettingsVersion,
  StaffVersion,
} from '../../shared/sync/settingsDocument.ts';
import type { Publication } from './publish.ts';
import { staffLines } from './staffLines.ts';

const euros = (cents: number): string => (cents / 100).toFixed(2);

const stepsOf = (product: Product | null): string => {
  if (product === null) return 'not sold';
  const price = ({ from, unit }: PriceBreak): string =>
    from === 1 ? euros(unit) : `from ${from} ${euros(unit)}`;
  return `${product.breaks.map(price).join(', ')} (${product.channels.join(', ')})`;
};

const lineOf = (change: CatalogueChange): string => {
  if (change.what === 'part') return `${change.of}: changed`;
  if (change.what === 'amount') return `${change.of}: ${euros(change.before)} -> ${euros(change.after)}`;
  const { format, paper } = change.before ?? change.after ?? { format: '', paper: '' };
  return `${format} ${paper}: ${stepsOf(change.before)} -> ${stepsOf(change.after)}`;
};

const priceLines = ({ catalogue }: PricesVersion, before: SettingsVersion | undefined): readonly string[] =>
  before?.kind === 'prices'
    ? catalogueChanges(before.catalogue, catalogue).map(lineOf)
    : catalogue.products.map((after) => lineOf({ what: 'product', before: null, after }));

const noticeLines = ({ notice }: NoticeVersion, before: SettingsVersion | undefined): readonly string[] => [
  `${notice.materiality}; asks again for: ${notice.requiresReconsent.join(', ') || 'nothing'}`,
  ...LOCALES.flatMap((locale) => {
    const old = before?.kind === 'notice' ? joinBlocks(before.notice.blocks, locale) : '';
    return compareTexts(old, joinBlocks(notice.blocks, locale))
      .filter(({ kind }) => kind !== 'same')
      .map(({ kind, text }) => `${locale} ${kind === 'added' ? '+' : '-'} ${text}`);
  }),
];

const staffChanges = ({ list }: StaffVersion, before: SettingsVersion | undefined): readonly string[] =>
  staffLines(before?.kind === 'staff' ? before.list.people : [], list.people);

const changesOf = (version: SettingsVersion, before: SettingsVersion | undefined): readonly string[] => {
  if (version.kind === 'prices') return priceLines(version, before);
  return version.kind === 'staff' ? staffChanges(version, before) : noticeLines(version, before);
};

/** What changes for the stores, for the operator to read before it is published. */
export const previewOf = ({ version, before }: Publication): readonly string[] => [
  `${version.id}, ${version.shopId === null ? 'all stores' : `store ${version.shopId}`}, from ${shopDayOf(version.validFrom)}, signed by ${version.signedBy} on ${shopDayOf(version.signedAt)}`,
  before === undefined ? 'the first that is signed' : `in place of ${before.id}`,
  ...changesOf(version, before),
];
