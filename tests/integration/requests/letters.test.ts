import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readShippedRequests } from '../../../electron/core/features/requests/index.ts';
import { LOCALES } from '../../../shared/domain/i18n.ts';
import {
  LETTER_KINDS,
  PLACEHOLDERS,
  placeholdersOf,
  writeLetter,
} from '../../../shared/privacy/requestLetters.ts';
import { LAW_REFS, REFUSAL_REASONS, REQUEST_TYPES } from '../../../shared/privacy/requestTypes.ts';
import { BY_EMAIL, placeForTest } from '../harness/orders.ts';
import { createRequestCore, detailOf, intake, type RequestCore } from './requestCore.ts';

const { letters } = await readShippedRequests(join(import.meta.dirname, '../../../resources'));
const everything = Object.fromEntries(PLACEHOLDERS.map((name) => [name, `<${name}>`]));

describe('the letters', () => {
  it.each(LETTER_KINDS)('[P34, PRV-1] %s says the same things in three languages', (kind) => {
    const own = LOCALES.map((locale) => placeholdersOf(letters[locale].letters[kind]));
    expect(own[1]).toEqual(own[0]);
    expect(own[2]).toEqual(own[0]);
    expect(own[0]?.filter((name) => !PLACEHOLDERS.includes(name as never))).toEqual([]);
    const lengths = LOCALES.map((locale) => letters[locale].letters[kind].paragraphs.length);
    expect(new Set(lengths).size).toBe(1);
    for (const locale of LOCALES) {
      const { title, paragraphs } = writeLetter(letters[locale], kind, everything);
      expect([title, ...paragraphs].join(' ')).not.toMatch(/[{}!]/);
    }
  });

  it('[P34, P5] a refusal and an extension name the authority and the court; each letter the company’s contact', () => {
    for (const locale of LOCALES) {
      for (const kind of ['refusal', 'extension', 'completion', 'partial', 'answer'] as const)
        expect(letters[locale].letters[kind].paragraphs.join(' ')).toMatch(/dvi\.gov\.lv.*(tiesā|court|суд)/);
      for (const kind of LETTER_KINDS)
        expect(placeholdersOf(letters[locale].letters[kind])).toContain('contact');
    }
  });

  it.each(LOCALES)('[PRV-1] every code has its word in %s', (locale) => {
    const { types, reasons, laws } = letters[locale];
    expect(Object.keys(types).toSorted()).toEqual([...REQUEST_TYPES].toSorted());
    expect(Object.keys(reasons).toSorted()).toEqual(
      [...REFUSAL_REASONS, 'complexity', 'number_of_requests'].toSorted(),
    );
    expect(Object.keys(laws).toSorted()).toEqual([...LAW_REFS].toSorted());
  });

  it('[PRV-1] a letter with a gap is not written', () => {
    expect(() => writeLetter(letters.lv, 'code', { ...everything, code: undefined } as never)).toThrow(
      RangeError,
    );
  });
});

describe('a letter of a request', () => {
  let all: RequestCore;
  beforeEach(async () => {
    all = await createRequestCore();
    await placeForTest(all.core, { contact: BY_EMAIL });
  });
  afterEach(() => all.core.close());

  it('[PRV-1] is read, kept as PDF and listed; it names nobody', async () => {
    const { privacyRequestId } = await all.core.get(
      all.core.who.staff,
      'requests:takeIn',
      intake({ proof: null, locale: 'en' }),
    );
    const letter = (
      kind: 'acknowledgement' | 'refusal' | 'code',
      as: 'text' | 'pdf' = 'text',
      who = all.core.who.staff,
    ) => all.core.ask(who, 'requests:letter', { privacyRequestId, kind, as });
    const text = await letter('acknowledgement');
    expect(text).toMatchObject({
      ok: true,
      value: { title: 'Request P-2026-0001 has been received', file: null },
    });
    expect(JSON.stringify(text)).not.toMatch(/Ilze|Bērziņa|ilze@/);
    expect(JSON.stringify(text)).toContain('22 Dec 2026');
    const pdf = await letter('acknowledgement', 'pdf');
    expect(pdf).toMatchObject({ value: { file: 'P-2026-0001-acknowledgement.pdf' } });
    const written = readFileSync(
      join(all.core.deps.folders.exports, 'P-2026-0001-acknowledgement.pdf'),
      'utf8',
    );
    expect(written).toContain('Request P-2026-0001 has been received');
    expect(await letter('refusal')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await letter('code', 'text', all.second)).toMatchObject({ code: 'FORBIDDEN' });
    expect((await detailOf(all, privacyRequestId)).letters.map(({ kind }) => kind)).toEqual([
      'acknowledgement',
      'acknowledgement',
      'acknowledgement',
    ]);
  });
});
