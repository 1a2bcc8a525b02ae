import { useTexts } from '../../../i18n/index.ts';
import { useVisit } from '../frame/KioskContext.tsx';

const MB = 1_000_000;
const GB = 1_000_000_000;
const NBSP = '\u00A0';

/** Bytes as people read them: `37 MB`, `1,2 GB`. */
export function useBytes(): (bytes: number) => string {
  const locale = useVisit((state) => state.locale);
  return (bytes) => {
    const isLarge = bytes >= GB;
    const amount = isLarge ? (bytes / GB).toFixed(1) : String(Math.ceil(bytes / MB));
    return `${locale === 'en' ? amount : amount.replace('.', ',')}${NBSP}${isLarge ? 'GB' : 'MB'}`;
  };
}

const MINUTE_S = 60;

/** Time left, rounded so that it does not flicker; null while it is not known. */
export function useTimeLeft(ms: number | null): string | null {
  const t = useTexts();
  if (ms === null) return null;
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < MINUTE_S
    ? t('kiosk:copy.seconds', { count: Math.ceil(seconds / 5) * 5 })
    : t('kiosk:copy.minutes', { count: Math.ceil(seconds / MINUTE_S) });
}
