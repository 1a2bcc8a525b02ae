import { createHmac, timingSafeEqual } from 'node:crypto';
import { normaliseEmail } from '../../../../shared/domain/email.ts';
import { normalisePhone } from '../../../../shared/domain/phone.ts';
import type { RequestWho } from '../../../../shared/contract/requests.ts';
import { reject } from '../../call/rejection.ts';
import { openBox, sealBox } from '../../keys/secretBox.ts';

/** Whom a request is about as it was told: a contact as stored with orders, or an order's number. */
export type ToldWho =
  | { readonly way: 'email' | 'sms'; readonly value: string }
  | { readonly way: 'order'; readonly value: string };

/** Brings what was typed into the form orders are stored in. @throws CONTACT_INVALID */
export const toldWho = (who: RequestWho): ToldWho => {
  switch (who.kind) {
    case 'email':
      return { way: 'email', value: normaliseEmail(who.email) ?? reject('CONTACT_INVALID') };
    case 'phone':
      return { way: 'sms', value: normalisePhone(who.phone) ?? reject('CONTACT_INVALID') };
    case 'order':
      return { way: 'order', value: who.number.trim() };
  }
};

export const sealText = (key: Uint8Array, requestId: string, text: string): Uint8Array =>
  sealBox(new TextEncoder().encode(text), key, requestId);

/** Null for what was purged or belongs to another request. */
export const openText = (key: Uint8Array, requestId: string, box: Uint8Array | null): string | null => {
  const plain = box === null ? undefined : openBox(box, key, requestId);
  return plain === undefined ? null : new TextDecoder().decode(plain);
};

export const sealWho = (key: Uint8Array, requestId: string, who: ToldWho): Uint8Array =>
  sealText(key, requestId, JSON.stringify(who));

export const openWho = (key: Uint8Array, requestId: string, box: Uint8Array | null): ToldWho | null => {
  const text = openText(key, requestId, box);
  return text === null ? null : (JSON.parse(text) as ToldWho);
};

const CODE_DIGITS = 6;

/** Six digits from random bytes; the tiny unevenness of 2^32 over a million does not matter. */
export const codeFrom = (bytes: Uint8Array): string =>
  String(new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) % 10 ** CODE_DIGITS).padStart(
    CODE_DIGITS,
    '0',
  );

export const codeMac = (key: Uint8Array, requestId: string, code: string): Uint8Array =>
  createHmac('sha256', key).update(`${requestId}:${code}`).digest();

export const codeMatches = (key: Uint8Array, requestId: string, code: string, mac: Uint8Array): boolean =>
  timingSafeEqual(codeMac(key, requestId, code.replaceAll(/\D/g, '')), mac);
