import { describe, expect, it } from 'vitest';
import { Email, maskEmail, normaliseEmail } from './email.ts';

describe('e-mail address', () => {
  it.each([
    ['janis@inbox.lv', 'janis@inbox.lv'],
    ['  Janis.Berzins+foto@Gmail.COM ', 'Janis.Berzins+foto@gmail.com'],
    ['a@b.co.uk', 'a@b.co.uk'],
    ["o'neil@example.org", "o'neil@example.org"],
    ['anna@bērzs.lv', 'anna@bērzs.lv'],
    ['anna@xn--brzs-noa.xn--p1ai', 'anna@xn--brzs-noa.xn--p1ai'],
  ])('accepts %j', (typed, kept) => {
    expect(normaliseEmail(typed)).toBe(kept);
    expect(Email.parse(typed)).toBe(kept);
  });

  it.each(
    [
      [
        '',
        'janis',
        '@inbox.lv',
        'janis@',
        'janis@inbox',
        'janis@@inbox.lv',
        'ja nis@inbox.lv',
        'janis@inbox..lv',
      ],
      [
        '.janis@inbox.lv',
        'janis.@inbox.lv',
        'ja..nis@inbox.lv',
        'janis@-inbox.lv',
        'janis@inbox.l',
        'janis@1.2.3.4',
      ],
      [
        'a@b@inbox.lv',
        'ja\u0000nis@inbox.lv',
        '<janis@inbox.lv>',
        `${'a'.repeat(65)}@inbox.lv`,
        'janis@inbox.lv\nBcc: x',
      ],
    ].flat(),
  )('refuses %j', (typed) => {
    expect(normaliseEmail(typed)).toBeNull();
    expect(Email.safeParse(typed).success).toBe(false);
  });

  it('accepts 254 characters and refuses 255', () => {
    const domain254 = `${'a'.repeat(64)}@${'b'.repeat(62)}.${'c'.repeat(61)}.${'d'.repeat(61)}.lv`;
    expect(domain254).toHaveLength(254);
    expect(normaliseEmail(domain254)).toBe(domain254);
    expect(normaliseEmail(domain254.replace('.lv', '.com'))).toBeNull();
  });

  it('is masked to its first letter and domain', () => {
    expect(maskEmail('janis@inbox.lv')).toBe('j***@inbox.lv');
    expect(maskEmail('j@inbox.lv')).toBe('j***@inbox.lv');
  });
});
