import { describe, expect, it } from 'vitest';
import { Contact, contactFields, formatAddress, NO_CONTACT } from './contact.ts';

const address = { street: 'Liepu iela 5-12', town: 'Rīga', postcode: 'lv-1050' };
const ok = (input: unknown) => Contact.safeParse(input).success;

describe('contact', () => {
  it('[CON-1] is one of e-mail, phone or nothing, with an optional name', () => {
    expect(
      Contact.parse({ way: 'email', email: ' janis@INBOX.lv ', name: '  Jānis   Bērziņš ', address: null }),
    ).toEqual({ way: 'email', email: 'janis@inbox.lv', name: 'Jānis Bērziņš', address: null });
    expect(Contact.parse({ way: 'sms', phone: '29 123 456', name: null, address: null })).toMatchObject({
      phone: '+37129123456',
    });
    expect(Contact.parse(NO_CONTACT)).toEqual({ way: 'none' });
  });

  it('[CON-1, P6, P14] has no field that the chosen way does not need', () => {
    expect(ok({ way: 'none', name: 'Jānis' })).toBe(false);
    expect(ok({ way: 'none', email: 'janis@inbox.lv' })).toBe(false);
    expect(ok({ way: 'email', email: 'janis@inbox.lv', phone: '29123456', name: null, address: null })).toBe(
      false,
    );
    expect(ok({ way: 'sms', phone: '29123456', email: 'janis@inbox.lv', name: null, address: null })).toBe(
      false,
    );
    expect(
      ok({ way: 'email', email: 'janis@inbox.lv', name: null, address: null, birthday: '2000-01-01' }),
    ).toBe(false);
  });

  it('refuses an empty or hostile name, and a contact that cannot be', () => {
    for (const name of ['', '   ', 'a'.repeat(81), 'Jā\u0007nis']) {
      expect(ok({ way: 'email', email: 'janis@inbox.lv', name, address: null })).toBe(false);
    }
    expect(ok({ way: 'email', email: 'janis', name: null, address: null })).toBe(false);
    expect(ok({ way: 'sms', phone: '123', name: null, address: null })).toBe(false);
    expect(ok({ way: 'fax', phone: '29123456' })).toBe(false);
  });

  it('needs a name to deliver to an address', () => {
    const email = { way: 'email', email: 'janis@inbox.lv' };
    expect(ok({ ...email, name: null, address })).toBe(false);
    expect(ok({ ...email, name: 'Jānis', address: { ...address, postcode: '1050' } })).toBe(false);
    const parsed = Contact.parse({ ...email, name: 'Jānis', address });
    expect(parsed.way === 'email' && parsed.address && formatAddress(parsed.address)).toBe(
      'Liepu iela 5-12, Rīga, LV-1050',
    );
  });
});

describe('[CON-1] fields on the screen', () => {
  it.each([
    ['email', 'store', ['email'], ['name']],
    ['sms', 'store', ['phone'], ['name']],
    ['none', 'store', [], []],
    ['email', 'address', ['email', 'name', 'street', 'town', 'postcode'], []],
    ['sms', 'address', ['phone', 'name', 'street', 'town', 'postcode'], []],
  ] as const)('%s, collected at or sent to %s', (way, delivery, required, optional) => {
    expect(contactFields(way, delivery)).toEqual({ required, optional });
  });

  it('an anonymous order cannot be sent', () => {
    expect(contactFields('none', 'address')).toBeNull();
  });
});
