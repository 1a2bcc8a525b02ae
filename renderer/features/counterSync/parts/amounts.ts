import type { Locale } from '../../../../shared/domain/i18n.ts';

const MB = 1_000_000;
const GB = 1_000_000_000;

/** Bytes as people read them: `37 MB`, `1,2 GB`. */
export function formatBytes(bytes: number, locale: Locale): string {
  const isLarge = bytes >= GB;
  const digits = new Intl.NumberFormat(locale, { maximumFractionDigits: isLarge ? 1 : 0 });
  return `${digits.format(isLarge ? bytes / GB : Math.ceil(bytes / MB))}\u00A0${isLarge ? 'GB' : 'MB'}`;
}
