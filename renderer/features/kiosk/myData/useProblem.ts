import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { useKiosk } from '../frame/KioskContext.tsx';

const OWN = ['wish', 'field', 'value', 'way', 'who', 'wrongCode'] as const;

/** What keeps the screen from going on, as a sentence. */
export function useProblem(): string | undefined {
  const t = useTexts();
  const problem = useStore(useKiosk().myData, (state) => state.problem);
  const way = useStore(useKiosk().myData, (state) => state.way);
  if (problem === null) return undefined;
  if (problem === 'who') return t(`kiosk:myData.problem.who.${way ?? 'order'}`);
  const own = OWN.find((one) => one === problem);
  if (own !== undefined && own !== 'who') return t(`kiosk:myData.problem.${own}`);
  return problem === 'TRY_LATER' ? t('kiosk:myData.problem.tryLater') : undefined;
}
