import { z } from './z.ts';

const LOCAL = /^[^\s@"(),:;<>[\\\]\p{Cc}]{1,64}$/u;
const DOMAIN =
  /^(?=.{4,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:\p{L}{2,63}|xn--[a-z0-9-]{1,59})$/u;

/** A usable e-mail address: trimmed, its domain in lower case, 254 characters at most. */
export const Email = z
  .string()
  .max(300)
  .transform((text, ctx) => {
    const email = normaliseEmail(text);
    if (email !== null) return email;
    ctx.addIssue({ code: 'custom', message: 'email_invalid' });
    return z.NEVER;
  });

/** Trims and lowers the domain; the part before `@` is kept as typed. Null when it cannot be an address. */
export function normaliseEmail(text: string): string | null {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, Math.max(at, 0));
  const domain = trimmed.slice(at + 1).toLowerCase();
  const dotsFine = !local.startsWith('.') && !local.endsWith('.') && !local.includes('..');
  const valid = LOCAL.test(local) && dotsFine && DOMAIN.test(domain) && trimmed.length <= 254;
  return valid ? `${local}@${domain}` : null;
}

/** `j***@inbox.lv` */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const [first = ''] = email;
  return `${at > 0 ? first : ''}***${email.slice(at)}`;
}
