import { describe, expect, it } from 'vitest';
import { formatPhone, maskPhone, normalisePhone, Phone, phoneTail } from './phone.ts';

describe('phone number', () => {
  it.each([
    ['29123456', '+37129123456', '29 123 456'],
    [' 29 123-456 ', '+37129123456', '29 123 456'],
    ['+371 29 123 456', '+37129123456', '29 123 456'],
    ['0037129123456', '+37129123456', '29 123 456'],
    ['67012345', '+37167012345', '67 012 345'],
    ['+37061234567', '+37061234567', '+370 612 34567'],
    ['+4915112345678', '+4915112345678', '+49 1511 2345678'],
  ])('%j is kept as %s and shown as %s', (typed, e164, shown) => {
    expect(normalisePhone(typed)).toBe(e164);
    expect(Phone.parse(typed)).toBe(e164);
    expect(formatPhone(e164)).toBe(shown);
  });

  it.each([
    '',
    '123',
    '2912345',
    '291234567',
    '99999999',
    'call 29123456',
    '29123456 ext. 5',
    '+1',
    '+37129123456x',
  ])('refuses %j', (typed) => {
    expect(normalisePhone(typed)).toBeNull();
    expect(Phone.safeParse(typed).success).toBe(false);
  });

  it('is masked to its last three digits, and found by its last four', () => {
    expect(maskPhone('+37129123456')).toBe('*** ** 456');
    expect(phoneTail('+37129123456')).toBe('3456');
  });
});
