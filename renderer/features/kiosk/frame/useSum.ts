import { formatMoney } from '../../../../shared/domain/money.ts';
import { useTexts } from '../../../i18n/index.ts';
import { useDraft, useVisit } from './KioskContext.tsx';

/** What the order comes to, in words for the footer; nothing before it has a price (PRI-8). */
export function useSum(): string | undefined {
  const t = useTexts();
  const total = useDraft()?.price?.total;
  const locale = useVisit((state) => state.locale);
  return total === undefined ? undefined : t('kiosk:sizes.sum', { price: formatMoney(total, locale) });
}
