import { describe, expect, it } from 'vitest';
import {
  addressKeptUntil,
  contactKeptUntil,
  isKeepingOver,
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
    });
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

  it('follows the settings, and refuses impossible ones', () => {
    const settings = RetentionSettings.parse({ photosAfterPickUp: 0 });
    expect(photosKeptUntil(collected, settings)).toBe('2026-11-25');
    expect(RetentionSettings.safeParse({ photosAfterPickUp: -1 }).success).toBe(false);
    expect(RetentionSettings.safeParse({ photosForever: 1 }).success).toBe(false);
  });
});
