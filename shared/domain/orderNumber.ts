import { z } from './z.ts';
import { StoreCode } from './ids.ts';
import { ShopDay } from './time.ts';

/** One letter per terminal; none is confused with another letter or a digit. */
export const TERMINAL_LETTERS = 'ACEFHJKLMNPRTUVWXY';
const MAX_N = 9999;

export const TerminalLetter = z
  .string()
  .length(1)
  .refine((letter) => TERMINAL_LETTERS.includes(letter), { message: 'no_terminal_letter' });
export type TerminalLetter = z.infer<typeof TerminalLetter>;

/** What people see and say. Unique together with store and day; `n` counts from 1 each day. */
export interface OrderNumber {
  readonly letter: TerminalLetter;
  readonly n: number;
}

/** An order number with all that makes it unique, as the barcode holds it. */
export interface OrderCode extends OrderNumber {
  readonly store: StoreCode;
  readonly day: ShopDay;
}

/** `K-27` */
export function formatOrderNumber({ letter, n }: OrderNumber): string {
  return `${letter}-${n}`;
}

/** Reads a number as people type it: `K-27`, `k27`, `K 027`. Null when it is none. */
export function parseOrderNumber(text: string): OrderNumber | null {
  const match = /^([A-Z])[\s–-]*(\d{1,4})$/.exec(text.trim().toUpperCase());
  const [, letter = '', digits = ''] = match ?? [];
  const n = Number(digits);
  return match && TERMINAL_LETTERS.includes(letter) && n >= 1 ? { letter, n } : null;
}

/** The 15 characters of the barcode; throws RangeError for an order number that cannot exist. */
export function orderBarcode({ store, day, letter, n }: OrderCode): string {
  const valid = Number.isInteger(n) && n >= 1 && n <= MAX_N && TerminalLetter.safeParse(letter).success;
  if (!valid || !day.startsWith('20')) throw new RangeError('orderBarcode: no such order number');
  const data = `L${store}${day.slice(2).replaceAll('-', '')}${letter}${String(n).padStart(4, '0')}`;
  return data + checkCharacter(data);
}

export type ScanResult =
  | { readonly kind: 'ownStore'; readonly code: OrderCode }
  | { readonly kind: 'otherStore'; readonly code: OrderCode }
  | { readonly kind: 'invalid' };

/** Reads a scanned or typed barcode; a wrong check character or an impossible part makes it invalid. */
export function parseOrderBarcode(text: string, ownStore: StoreCode): ScanResult {
  const scanned = text.trim().toUpperCase();
  const match = /^L(\d{2})(\d{2})(\d{2})(\d{2})([A-Z])(\d{4})[0-9A-Z]$/.exec(scanned);
  if (!match || checkCharacter(scanned.slice(0, -1)) !== scanned.at(-1)) return { kind: 'invalid' };
  const [, store, yy, mm, dd, letter, digits] = match;
  const parsed = z
    .object({ store: StoreCode, day: ShopDay, letter: TerminalLetter, n: z.int().min(1) })
    .safeParse({ store, day: `20${yy}-${mm}-${dd}`, letter, n: Number(digits) });
  if (!parsed.success) return { kind: 'invalid' };
  return { kind: parsed.data.store === ownStore ? 'ownStore' : 'otherStore', code: parsed.data };
}

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * ISO 7064 MOD 37,36 over digits and capital letters; throws RangeError on any other character. Finds every single
 * wrong character, but by its nature not quite every swap of neighbours (about 2 in 1000 slip through).
 */
export function checkCharacter(data: string): string {
  let product = 36;
  for (const character of data) {
    const value = ALPHANUMERIC.indexOf(character);
    if (value < 0) throw new RangeError('checkCharacter: not 0-9 or A-Z');
    product = (((product + value) % 36 || 36) * 2) % 37;
  }
  return ALPHANUMERIC.charAt((37 - product) % 36);
}

/** Letters and digits nobody confuses, 24 of them so that bytes below 240 spread evenly. */
const CLAIM_ALPHABET = 'ACDEFHJKLMNPRTUVWXY34679';
const CLAIM_LENGTH = 6;
const EVEN_BELOW = 240;

/** With the number it is the proof for an anonymous order. */
export const ClaimCode = z.string().regex(new RegExp(`^[${CLAIM_ALPHABET}]{${CLAIM_LENGTH}}$`));
export type ClaimCode = z.infer<typeof ClaimCode>;

/** Bytes to hand to `claimCode`: so many that running short is out of the question. */
export const CLAIM_CODE_BYTES = 64;

/** Makes a claim code from random bytes; throws RangeError when too few of them can be used. */
export function claimCode(randomBytes: Uint8Array): ClaimCode {
  return readableCode(randomBytes, CLAIM_LENGTH);
}

function readableCode(randomBytes: Uint8Array, length: number): string {
  const usable = [...randomBytes].filter((byte) => byte < EVEN_BELOW).slice(0, length);
  if (usable.length < length) throw new RangeError('readableCode: too few random bytes');
  return usable.map((byte) => CLAIM_ALPHABET.charAt(byte % CLAIM_ALPHABET.length)).join('');
}

const WITHDRAWAL_LENGTH = 12;

/** What takes consents back (C8): printed in groups of four, typed or scanned, and good for nothing else. */
export const WithdrawalCode = z.string().regex(new RegExp(`^[${CLAIM_ALPHABET}]{${WITHDRAWAL_LENGTH}}$`));
export type WithdrawalCode = z.infer<typeof WithdrawalCode>;

/** Makes a withdrawal code from random bytes; throws RangeError when too few of them can be used. */
export function withdrawalCode(randomBytes: Uint8Array): WithdrawalCode {
  return readableCode(randomBytes, WITHDRAWAL_LENGTH);
}

/** `ACDE-FHJK-LMNP` */
export function formatWithdrawalCode(code: WithdrawalCode): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** Reads a withdrawal code as it is typed, or as the address in its QR code; null when it is none. */
export function parseWithdrawalCode(text: string): WithdrawalCode | null {
  const last = text.trim().split('/').at(-1) ?? '';
  const parsed = WithdrawalCode.safeParse(last.toUpperCase().replace(/[\s-]/g, ''));
  return parsed.success ? parsed.data : null;
}

/** Reads a claim code as people type it (`acd 346`); null when it is none. */
export function parseClaimCode(text: string): ClaimCode | null {
  const parsed = ClaimCode.safeParse(text.toUpperCase().replace(/[\s-]/g, ''));
  return parsed.success ? parsed.data : null;
}
