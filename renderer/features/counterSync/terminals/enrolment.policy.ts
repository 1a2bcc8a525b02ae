import { sync } from '../../../../shared/contract/sync.ts';

/** What stands in the fields; a scan fills both. */
export interface EnrolForm {
  readonly address: string;
  readonly code: string;
}

export type EnrolProblem = 'address' | 'https' | 'code';

const Code = sync['sync:enrol'].input.shape.code;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** As Crockford's base 32 is read: what looks like a digit is one, blanks and dashes are for the eye. */
const readCode = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0');

const parseUrl = (typed: string): URL | null => {
  const text = typed.trim();
  const full = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return URL.canParse(full) ? new URL(full) : null;
};

/** What is sent to core, or which field to mend. Without a scheme `https` is meant. */
export function readEnrolment({
  address,
  code,
}: EnrolForm): { readonly url: string; readonly code: string } | { readonly problem: EnrolProblem } {
  const url = address.trim() === '' ? null : parseUrl(address);
  if (url === null) return { problem: 'address' };
  if (url.protocol === 'http:' && !LOOPBACK.includes(url.hostname)) return { problem: 'https' };
  const read = Code.safeParse(readCode(code));
  if (!read.success) return { problem: 'code' };
  return { url: `${url.origin}${url.pathname}`.replace(/\/$/, ''), code: read.data };
}

/** In groups of four and a last of two, for reading aloud. */
export const groupCode = (code: string): string => code.match(/.{1,4}/g)?.join(' ') ?? '';

/** Address and code in one text, for the scanner of the other terminal. */
export function scanText(host: string, code: string): string {
  const isHere = LOOPBACK.some((name) => host === name || host.startsWith(`${name}:`));
  return `${isHere ? 'http' : 'https'}://${host}/#${code}`;
}

/** Takes such a text apart; a code alone leaves the address as it is. Null for anything else. */
export function readScan(text: string): Partial<EnrolForm> | null {
  const [before = '', after] = text.split('#');
  const code = readCode(after ?? before);
  if (!Code.safeParse(code).success) return null;
  return after === undefined ? { code } : { address: before.replace(/\/$/, ''), code };
}
