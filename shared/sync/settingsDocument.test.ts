import { describe, expect, it } from 'vitest';
import {
  EDGARS,
  notice,
  OWNER,
  priceList,
  signedNotice,
  signedPrices,
  signedStaff,
  staffList,
  STRANGER,
} from '../../tests/sync/tools/signedSettings.ts';
import { startOfShopDay } from '../domain/time.ts';
import { readSettings, type SettingsVersion, type SignedSettings } from './settingsDocument.ts';

/** Stands for the key: what the owner signs is what the owner's key would sign again. */
const isOwners = (text: string, sig: string): boolean => OWNER.sign(text) === sig;
const resigned = (text: string): SignedSettings => ({ text, sig: OWNER.sign(text) });
const opened = (signed: SignedSettings): SettingsVersion => {
  const read = readSettings(signed, isOwners);
  if (typeof read === 'string') throw new Error(read);
  return read;
};

describe('prices and notices as the owner signs them', () => {
  it('[SYN-6] [ADM-4] say their version, their day, their store and who signed, and hold the list as it was', () => {
    const list = priceList(12);
    expect(opened(signedPrices(list, { shopId: '02' as never }))).toEqual({
      kind: 'prices',
      id: 'prices-12',
      series: 'prices',
      ordinal: 12,
      validFrom: startOfShopDay(list.validFrom),
      shopId: '02',
      signedAt: Date.UTC(2026, 10, 30, 8),
      signedBy: 'owner',
      catalogue: list,
    });
  });

  it('[SYN-6] [P36] hold a notice, whose versions are ordered by their numbers and not as text', () => {
    const [older, newer] = [opened(signedNotice(notice('1.9.9'))), opened(signedNotice(notice('1.10.0')))];
    expect(newer).toMatchObject({ kind: 'notice', id: 'notice-in-store-1.10.0', notice: notice('1.10.0') });
    expect(newer.series).toBe(older.series);
    expect(newer.ordinal).toBeGreaterThan(older.ordinal);
  });

  it('[SYN-6] [ADM-4] hold a staff list, which holds from when it was signed', () => {
    const list = staffList(4, EDGARS);
    const signedAt = Date.UTC(2026, 10, 30, 8);
    expect(opened(signedStaff(list, { shopId: '02' as never }))).toEqual({
      kind: 'staff',
      id: 'staff-4',
      series: 'staff',
      ordinal: 4,
      validFrom: signedAt,
      shopId: '02',
      signedAt,
      signedBy: 'owner',
      list,
    });
    const twice = { ...list, people: [...list.people, ...list.people] };
    expect(readSettings(signedStaff(twice), isOwners)).toBe('unread');
  });

  it('[SYN-6] are refused unsigned, altered, or by another key', () => {
    const { text, sig } = signedPrices(priceList(2));
    const altered = text.replace('\\"vatRate\\":2100', '\\"vatRate\\":1200');
    expect(altered).not.toBe(text);
    for (const given of [{ text, sig: '' }, { text: altered, sig }, signedPrices(priceList(2), {}, STRANGER)])
      expect(readSettings(given, isOwners)).toBe('refused');
  });

  it('[SYN-6] are refused in any text but the one of what they say, even signed', () => {
    const { text } = signedPrices(priceList(2));
    expect(readSettings(resigned(JSON.stringify(JSON.parse(text), null, 1)), isOwners)).toBe('refused');
  });

  it('[SYN-6] are left unread where they are of an unknown kind or format, or no list that could be sold by', () => {
    const { text } = signedPrices(priceList(2));
    const unknown = [
      text.replace('"kind":"prices"', '"kind":"rules"'),
      text.replace('lete-settings/1', 'lete-settings/2'),
      signedPrices({ ...priceList(2), papers: [] }).text,
      'nothing',
    ];
    for (const one of unknown) expect(readSettings(resigned(one), isOwners)).toBe('unread');
  });

  it('[SYN-6] [P2] are left unread where a notice lacks a block, a second approval, or takes effect too early', () => {
    const whole = notice('1.1.0');
    for (const more of [
      { blocks: whole.blocks.filter(({ id }) => id !== 'children') },
      { approvedBy: ['M-1', 'M-1'] as [string, string] },
      { effectiveAt: whole.publishedAt - 1 },
      { expiresAt: whole.effectiveAt },
    ])
      expect(readSettings(signedNotice({ ...whole, ...more }), isOwners)).toBe('unread');
    expect(opened(signedNotice(whole)).kind).toBe('notice');
  });
});
