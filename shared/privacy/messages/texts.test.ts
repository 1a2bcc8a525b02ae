import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../domain/i18n.ts';
import { MESSAGE_VALUES } from './templates.ts';
import { MESSAGE_TEXTS, type MessageValues, writeMessage } from './texts.ts';
import type { WrittenTemplate } from './text.ts';

const everything: MessageValues = Object.fromEntries(MESSAGE_VALUES.map((name) => [name, `<${name}>`]));
const templates = Object.keys(MESSAGE_TEXTS.lv) as readonly WrittenTemplate[];

describe('texts of messages', () => {
  it.each(LOCALES)('[NOT-4] are whole in %s: no gap, no shout, short enough for an SMS', (locale) => {
    for (const template of templates) {
      const { title, paragraphs } = writeMessage(template, locale, everything);
      const text = paragraphs.join(' ');
      expect(`${title} ${text}`).not.toMatch(/[{}!]|undefined/);
      // Four parts of a message in letters beyond the basic ones.
      expect(text.length).toBeLessThan(4 * 67);
      if (template.startsWith('order.')) expect(title).toContain('<number>');
    }
  });

  it('[NOT-4] leave out a line whose value there is none of, such as the link of a store without a site', () => {
    const { paragraphs } = writeMessage('order.ready', 'lv', { ...everything, link: '' });
    expect(paragraphs).toEqual([
      '<store>: pasūtījums <number> ir gatavs un gaida jūs.',
      'Darba laiks: <hours>.',
    ]);
  });

  it('are not written at all while a value is missing', () => {
    const { number: _number, ...rest } = everything;
    expect(() => writeMessage('order.ready', 'lv', rest)).toThrow(RangeError);
  });
});
