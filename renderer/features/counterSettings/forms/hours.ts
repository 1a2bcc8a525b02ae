import { OpeningHours, type OpenSpan } from '../../../../shared/domain/openingHours.ts';
import { formatDay, ShopDay } from '../../../../shared/domain/time.ts';
import { type FormPolicy, type Problem, readOr } from './problem.ts';

/** One line a day, Monday first; several spans with a comma between, empty is closed. */
export interface HoursForm {
  readonly week: readonly string[];
  /** One line for each day that differs: the date, then its spans; a date alone is closed. */
  readonly exceptions: string;
}

const SPAN = /^(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?$/;
const LINE = /^(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})(?:\s+(.+))?$/;
const CLOSED_WEEK = [[], [], [], [], [], [], []];

const two = (text: string): string => text.padStart(2, '0');

/** `9-19`, `09:00–13:00, 14:00–19:00` or nothing; null when it is not opening hours. */
export function parseSpans(typed: string): readonly OpenSpan[] | null {
  const parts = typed
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const spans = parts.map((part) => {
    const [, fromHour = '', fromMinute = '00', toHour = '', toMinute = '00'] = SPAN.exec(part) ?? [];
    return { open: `${two(fromHour)}:${fromMinute}`, close: `${two(toHour)}:${toMinute}` };
  });
  const asDay = { week: CLOSED_WEEK.with(0, spans as never), exceptions: [] };
  return OpeningHours.safeParse(asDay).success ? spans : null;
}

const spansText = (spans: readonly OpenSpan[]): string =>
  spans.map(({ open, close }) => `${open}–${close}`).join(', ');

function parseException(line: string): OpeningHours['exceptions'][number] | null {
  const [, date = '', hours = ''] = LINE.exec(line) ?? [];
  const [day = '', month = '', year] = date.split('.');
  const iso = year === undefined ? date : `${year}-${two(month)}-${two(day)}`;
  const known = ShopDay.safeParse(iso);
  const spans = parseSpans(hours);
  return known.success && spans !== null ? { day: known.data, spans: [...spans] } : null;
}

/** The exceptions of all lines, or the number of the first line that is wrong or names a day twice. */
export function parseExceptions(typed: string): OpeningHours['exceptions'] | number {
  const found: OpeningHours['exceptions'] = [];
  for (const [index, line] of typed.split('\n').entries()) {
    if (line.trim() === '') continue;
    const exception = parseException(line.trim());
    if (exception === null || found.some(({ day }) => day === exception.day)) return index + 1;
    found.push(exception);
  }
  return found.toSorted((one, other) => (one.day < other.day ? -1 : 1));
}

export const hoursForm: FormPolicy<HoursForm> = {
  of: ({ store: { openingHours } }) => ({
    week: openingHours.week.map(spansText),
    exceptions: openingHours.exceptions
      // Dates as they are typed in every language of the screens.
      .map(({ day, spans }) => `${formatDay(day, 'lv')} ${spansText(spans)}`.trim())
      .join('\n'),
  }),
  read: ({ week, exceptions }, { store }) => {
    const days = week.map(parseSpans);
    const others = parseExceptions(exceptions);
    const problems: Record<string, Problem> = {};
    for (const [index, spans] of days.entries()) {
      if (spans === null) problems[String(index)] = { kind: 'hours' };
    }
    if (typeof others === 'number') problems['exceptions'] = { kind: 'line', line: others };
    return readOr(problems, () => ({
      store: {
        ...store,
        openingHours: OpeningHours.parse({ week: days, exceptions: others }),
      },
    }));
  },
};
