import { describe, expect, it } from 'vitest';
import {
  addressKeptUntil,
  contactKeptUntil,
  endOfFinancialYear,
  isKeepingOver,
  keptUntil,
  photosKeptUntil,
  RETENTION_DEFAULTS,
  RetentionSettings,
  reminderDue,
} from './retention.ts';
import { ShopDay } from './time.ts';

const day = (text: string) => ShopDay.parse(text);
const open = { placed: day('2026-11-22'), ended: null };
const collected = { placed: day('2026-11-22'), ended: day('2026-11-25') };

describe('retention', () => {
  it('[PRV-3] has the defaults of the privacy specification', () => {
    expect(RETENTION_DEFAULTS).toEqual({
      photosAfterPickUp: 30,
      photosUncollected: 90,
      reminderAfter: 60,
      contactAfterPickUp: 90,
      addressAfterDelivery: 30,
      orderFactYears: 3,
      receiptYears: 5,
      legalVaultYears: 5,
      marketingSilentMonths: 24,
      consentProofYears: 3,
      suppressionReviewYears: 5,
      requestContactDays: 30,
      requestYears: 3,
      accessPackageDays: 7,
      disclosureYears: 3,
      disclosureToAuthorityYears: 5,
      auditYears: 3,
      logDays: 14,
      backupDays: 14,
      outboxDays: 21,
      uploadSpoolDays: 7,
      tombstoneDays: 210,
      staffYears: 3,
    });
  });

  it('[PRV-3] counts in the unit that the name of a setting says, to the last day of a shorter month', () => {
    expect(keptUntil(day('2028-02-29'), 'auditYears', RETENTION_DEFAULTS)).toBe('2031-02-28');
    expect(keptUntil(day('2026-11-22'), 'marketingSilentMonths', RETENTION_DEFAULTS)).toBe('2028-11-22');
    expect(keptUntil(day('2026-11-22'), 'logDays', RETENTION_DEFAULTS)).toBe('2026-12-06');
    expect(endOfFinancialYear(day('2026-02-01'))).toBe('2026-12-31');
  });

  it('[PRV-3] keeps photos 30 days after pick-up, or 90 days after the order', () => {
    expect(photosKeptUntil(collected, RETENTION_DEFAULTS)).toBe('2026-12-25');
    expect(photosKeptUntil(open, RETENTION_DEFAULTS)).toBe('2027-02-20');
  });

  it('[PRV-3] keeps the contact 90 days after pick-up, or after the end of keeping', () => {
    expect(contactKeptUntil(collected, RETENTION_DEFAULTS)).toBe('2027-02-23');
    expect(contactKeptUntil(open, RETENTION_DEFAULTS)).toBe('2027-05-21');
  });

  it('[PRV-3] keeps the address 30 days after delivery', () => {
    expect(addressKeptUntil(collected, RETENTION_DEFAULTS)).toBe('2026-12-25');
    expect(addressKeptUntil(open, RETENTION_DEFAULTS)).toBeNull();
  });

  it('[PUP-4] reminds on day 60, and never after the end', () => {
    expect(reminderDue(open, RETENTION_DEFAULTS)).toBe('2027-01-21');
    expect(reminderDue(collected, RETENTION_DEFAULTS)).toBeNull();
  });

  it('[PRV-3] deletes on the day itself', () => {
    expect(isKeepingOver(day('2026-12-25'), day('2026-12-24'))).toBe(false);
    expect(isKeepingOver(day('2026-12-25'), day('2026-12-25'))).toBe(true);
    expect(isKeepingOver(day('2026-12-25'), day('2027-01-01'))).toBe(true);
  });

  it('[E9] remembers erasures for longer than a terminal may be away and than any backup may be kept', () => {
    const refused = (change: object): boolean => !RetentionSettings.safeParse(change).success;
    expect(refused({ tombstoneDays: 209 })).toBe(true);
    expect(refused({ backupDays: 181 })).toBe(true);
    expect(refused({ tombstoneDays: 210, backupDays: 180 })).toBe(false);
  });

  it('follows the settings, and refuses impossible ones', () => {
    const settings = RetentionSettings.parse({ photosAfterPickUp: 0 });
    expect(photosKeptUntil(collected, settings)).toBe('2026-11-25');
    expect(RetentionSettings.safeParse({ photosAfterPickUp: -1 }).success).toBe(false);
    expect(RetentionSettings.safeParse({ photosForever: 1 }).success).toBe(false);
  });
});
