import { CalendarClock } from 'lucide-react';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { productName } from '../../../i18n/productNames.ts';
import { Banner, Button } from '../../../ui/index.ts';
import { useDraft, useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { outIn } from '../sizes/out.policy.ts';

/** What of this order is out today: it is ready later for it, or has to be chosen anew (PRI-9). */
export function OutNote() {
  const t = useTexts();
  const { visit } = useKiosk();
  const draft = useDraft();
  const locale = useVisit((state) => state.locale);
  const catalogue = useVisit((state) => state.catalogue);
  const out = useVisit((state) => state.out);
  if (draft === null || catalogue === null) return null;
  const found = outIn(out, draft, catalogue);
  const never = found.filter(({ readyAt }) => readyAt === null);
  const named = never.length > 0 ? never : found;
  if (named.length === 0) return null;
  const products = named.map((product) => productName(catalogue, locale, product)).join('; ');
  return (
    <Banner
      tone={never.length > 0 ? 'danger' : 'warning'}
      {...(never.length > 0 ? {} : { icon: CalendarClock })}
      actions={<Button onPress={() => void visit.goTo('sizes')}>{t('kiosk:out.other')}</Button>}
    >
      {never.length > 0
        ? t('kiosk:out.never', { products })
        : t('kiosk:out.later', { products, time: formatDateTime(draft.dueAt, locale) })}
    </Banner>
  );
}
