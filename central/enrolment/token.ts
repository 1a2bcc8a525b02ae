import { Buffer } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a token lasts, in seconds. */
export const TOKEN_LIFE_S = 15 * 60;

const SHAPE = /^([0-9A-Z]{26})\.(\d{1,16})\.([A-Za-z0-9_-]{43})$/;

const macOf = (secret: Uint8Array, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url');

/** A bearer token: whose it is, until when, and central's mark on both. Nothing is stored of it. */
export const makeToken = (secret: Uint8Array, terminalId: string, now: number): string => {
  const text = `${terminalId}.${now + TOKEN_LIFE_S * 1000}`;
  return `${text}.${macOf(secret, text)}`;
};

/** Whose token it is. `expired` by central's clock; null for anything that central did not make. */
export const readToken = (
  secret: Uint8Array,
  token: string,
  now: number,
): { readonly terminalId: string; readonly expired: boolean } | null => {
  const [, terminalId = '', until = '', mac = ''] = SHAPE.exec(token) ?? [];
  if (terminalId === '') return null;
  const wanted = Buffer.from(macOf(secret, `${terminalId}.${until}`));
  if (!timingSafeEqual(wanted, Buffer.from(mac))) return null;
  return { terminalId, expired: Number(until) <= now };
};
