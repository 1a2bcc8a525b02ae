import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import { PHONE_PAGE_TEXTS } from '../../../../shared/domain/phonePage.ts';

/** `taken`: another browser has the code. */
export type PageState = 'open' | 'taken' | 'ended';

/** The one page a phone gets: whole, with nothing to load. */
export interface PhonePage {
  readonly html: (locale: Locale, state: PageState) => string;
  /** Content security policy that lets just this page's own style and script run. */
  readonly policy: string;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Puts the page together from the app's resources. */
export const readPhonePage = async (resourcesFolder: string): Promise<PhonePage> => {
  const read = (name: string) => readFile(join(resourcesFolder, 'phone', name), 'utf8');
  const [frame, style, script] = await Promise.all([read('page.html'), read('page.css'), read('page.js')]);
  // Text inside a script element ends at its first closing tag.
  const texts = JSON.stringify(PHONE_PAGE_TEXTS).replaceAll('<', '\\u003c');
  const html = (locale: Locale, state: PageState): string => {
    const parts: Readonly<Record<string, string>> = { lang: locale, state, style, script, texts };
    return frame.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => parts[name] ?? '');
  };
  const own = `script-src ${hashOf(script)}; style-src ${hashOf(style)}; connect-src 'self'`;
  return {
    html,
    policy: `default-src 'none'; ${own}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  };
};
