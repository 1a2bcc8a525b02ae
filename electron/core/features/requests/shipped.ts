import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCALES, type Locale } from '../../../../shared/domain/i18n.ts';
import { CalendarYear, type LegalCalendar, legalCalendar } from '../../../../shared/privacy/legalCalendar.ts';
import { LetterFile, type Letters } from '../../../../shared/privacy/requestLetters.ts';

/** From the year before the app was made on; a year without a file moves no due date. */
const FIRST_YEAR = 2026;
const YEARS = 30;

const readYear = async (folder: string, year: number): Promise<CalendarYear | null> => {
  let text: string;
  try {
    text = await readFile(join(folder, 'calendar', `${year}.json`), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return CalendarYear.parse(JSON.parse(text) as unknown);
};

const readLetters = async (folder: string, locale: Locale): Promise<LetterFile> =>
  LetterFile.parse(JSON.parse(await readFile(join(folder, 'letters', `${locale}.json`), 'utf8')) as unknown);

export interface ShippedRequests {
  readonly calendar: LegalCalendar;
  readonly letters: Letters;
}

/** The legal calendar and the letters beside the app. @throws ZodError for a file that is not whole */
export const readShippedRequests = async (resourcesFolder: string): Promise<ShippedRequests> => {
  const years = Array.from({ length: YEARS }, (_, i) => FIRST_YEAR + i);
  const files = await Promise.all(years.map((year) => readYear(resourcesFolder, year)));
  const [lv, en, ru] = await Promise.all(LOCALES.map((locale) => readLetters(resourcesFolder, locale)));
  if (!lv || !en || !ru) throw new TypeError('letters');
  return { calendar: legalCalendar(files.filter((file) => file !== null)), letters: { lv, en, ru } };
};
