import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { z } from './z.ts';

const HOME = 'LV';
const HOME_PREFIX = '+371';

/** A valid telephone number in E.164 (`+37129123456`). */
export const Phone = z
  .string()
  .max(40)
  .transform((text, ctx) => {
    const phone = normalisePhone(text);
    if (phone !== null) return phone;
    ctx.addIssue({ code: 'custom', message: 'phone_invalid' });
    return z.NEVER;
  });

/** Reads a number as typed, Latvian unless it names its country; E.164, or null when no such number can exist. */
export function normalisePhone(text: string): string | null {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: HOME, extract: false });
  return parsed?.isValid() && !parsed.ext ? parsed.number : null;
}

/** Grouped to be read back: `29 123 456`, from abroad with its country `+370 612 34567`. */
export function formatPhone(e164: string): string {
  const parsed = parsePhoneNumberFromString(e164);
  if (!parsed) return e164;
  return e164.startsWith(HOME_PREFIX) ? parsed.formatNational() : parsed.formatInternational();
}

/** `*** ** 456` */
export function maskPhone(e164: string): string {
  return `*** ** ${e164.slice(-3)}`;
}

/** The last four digits, by which staff find an order. */
export function phoneTail(e164: string): string {
  return e164.replace(/\D/g, '').slice(-4);
}
