import { describe, expect, it } from 'vitest';
import { COLUMNS, FILE_CLASSES } from '../../../../shared/privacy/dataMap.ts';
import { HOLDS } from '../../../../shared/privacy/holds.ts';
import { createI18n } from '../../../i18n/index.ts';
import { resources } from '../../../i18n/resources.ts';
import { dataGroupOf, groupItems } from './dataGroups.ts';
import { keptOf, lawText } from './names.ts';

/** Places an erasure reports on; whole files such as the database are no items of a person. */
const WHOLE = [
  'database',
  'database-restoring',
  'database-damaged',
  'database-key',
  'signing-key',
  'scratch',
  'crash-dump',
];

const item = (
  at: string,
  what: 'goes' | 'stays' | 'blocked',
  count: number,
  until: string | null = null,
) => ({
  at,
  what,
  count,
  law: what === 'stays' ? 'GDPR, 17(3)(e)' : null,
  until: until as never,
  reason: null,
});

describe('the words for what a deletion does', () => {
  it('[PRV-2] name every place of the data map that holds something of a customer', () => {
    const unnamed = [...COLUMNS, ...FILE_CLASSES]
      .filter(
        ({ at, personal, subject }) =>
          personal !== 'none' && subject === 'customer' && !at.startsWith('index:'),
      )
      .filter(({ at }) => !WHOLE.includes(at) && dataGroupOf(at) === null)
      .map(({ at }) => at);
    expect(unnamed).toEqual([]);
  });

  it('[PRV-2] put places of one kind together and count the things, not the places', () => {
    const items = [
      item('order_photo.name', 'goes', 6),
      item('original', 'goes', 5),
      item('person.name', 'goes', 1),
      item('orders.total', 'stays', 2, '2029-11-29'),
      item('orders.day', 'stays', 2, '2029-12-31'),
    ];
    expect(groupItems(items, 'goes').map(({ group, count }) => [group, count])).toEqual([
      ['name', 1],
      ['photos', 6],
    ]);
    expect(groupItems(items, 'stays')).toMatchObject([{ group: 'orders', count: 2, until: '2029-12-31' }]);
    expect(groupItems(items, 'blocked')).toEqual([]);
  });

  it('[PRV-2] cite each law in the language of the screen', () => {
    const { t } = createI18n('en', resources);
    for (const { law, article } of Object.values(HOLDS)) {
      expect(lawText(t, `${law}, ${article}`)).not.toBe(`${law}, ${article}`);
    }
    expect(lawText(t, 'civil_law_1895')).toBe('Civil Law, section 1895');
    const kept = keptOf(t, [
      { field: 'orders.total', law: 'GDPR, 17(3)(e)', until: '2029-11-29' as never },
      { field: 'orders.day', law: 'GDPR, 17(3)(e)', until: '2030-01-01' as never },
      { field: 'photos', law: 'gdpr_15_4', until: null },
    ]);
    expect(kept.map(({ name, until }) => [name, until])).toEqual([
      ['Order facts without a name', '2030-01-01'],
      ['Photos', null],
    ]);
  });
});
