import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, emailHint } from './emailHint.ts';

const KNOWN = (
  'gmail.com inbox.lv icloud.com outlook.com hotmail.com yahoo.com apollo.lv tvnet.lv mail.ru yandex.ru bk.ru list.ru ' +
  'live.com proton.me inbox.eu mail.com ymail.com inbox.ru me.com ya.ru one.lv lu.lv'
).split(' ');
const localPart = fc.stringMatching(/^[a-zA-Z0-9._+-]{1,20}$/);
/** Known domains with a few characters changed, and free ones. */
const domain = fc.oneof(
  fc.stringMatching(/^[a-z0-9-]{1,12}\.(lv|com|ru|con|cmo|eu|com\.lv)$/),
  fc
    .tuple(fc.constantFrom(...KNOWN), fc.nat(9), fc.nat(2), fc.stringMatching(/^[a-z.]{0,2}$/))
    .map(([name, at, cut, put]) => name.slice(0, at) + put + name.slice(at + cut)),
);

describe('[CON-2, P8] e-mail hint', () => {
  it.each([
    ['gmial.com', 'gmail.com'],
    ['inbx.lv', 'inbox.lv'],
    ['apolo.lv', 'apollo.lv'],
    ['gmail.lv', 'gmail.com'],
    ['gmail.com.lv', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmail.cmo', 'gmail.com'],
    ['GMIAL.COM', 'gmail.com'],
    ['gmial.con', 'gmail.com'],
    ['mail.con', 'mail.com'],
    ['studija-berzs.con', 'studija-berzs.com'],
    ['hotmial.com', 'hotmail.com'],
    ['outlok.com', 'outlook.com'],
    ['imbox.lv', 'inbox.lv'],
  ])('%s probably means %s', (typed, meant) => {
    expect(emailHint(`Janis.B@${typed}`)).toBe(`Janis.B@${meant}`);
  });

  it.each(['ru.lv', 'on.lv', 'mail.com', 'studija.lv', 'ok.ru', 'INBOX.LV'])(
    'says nothing about %s',
    (typed) => {
      expect(emailHint(`janis@${typed}`)).toBeNull();
    },
  );

  it('says nothing about the frequent domains of the shop', () => {
    expect(emailHint('janis@inbux.lv')).toBe('janis@inbox.lv');
    expect(emailHint('janis@inbux.lv', ['inbux.lv'])).toBeNull();
    expect(emailHint('janis@gmail.lv', ['gmail.lv'])).toBeNull();
  });

  it.each(['', 'janis', '@gmial.com', 'janis@'])('says nothing about %j, which is no address', (text) => {
    expect(emailHint(text)).toBeNull();
  });

  it('changes nothing when applied twice', () => {
    fc.assert(
      fc.property(localPart, domain, (local, name) => {
        const once = emailHint(`${local}@${name}`);
        if (once !== null) expect(emailHint(once)).toBeNull();
      }),
    );
  });

  it('never changes a known domain, in any letter case', () => {
    fc.assert(
      fc.property(localPart, fc.constantFrom(...KNOWN), fc.boolean(), (local, name, upper) => {
        expect(emailHint(`${local}@${upper ? name.toUpperCase() : name}`)).toBeNull();
      }),
    );
  });

  it('never changes the part before @', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), domain, (local, name) => {
        const hint = emailHint(`${local}@${name}`);
        if (hint !== null) expect(hint.startsWith(`${local}@`)).toBe(true);
      }),
    );
  });
});

describe('distance', () => {
  it.each([
    ['', '', 0],
    ['abc', '', 3],
    ['gmial', 'gmail', 1],
    ['ca', 'abc', 2],
    ['kitten', 'sitting', 3],
  ])('%j to %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is symmetric, and zero only for equal words', () => {
    const word = fc.stringMatching(/^[abc]{0,6}$/);
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });
});
