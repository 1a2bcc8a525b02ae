import { useVisit } from '../frame/KioskContext.tsx';
import { outIn } from './out.policy.ts';

/** Whether something of the order cannot be made at a time that anybody knows: it cannot be ordered so. */
export const useIsUnmade = (): boolean =>
  useVisit(
    ({ out, draft, catalogue }) =>
      draft !== null &&
      catalogue !== null &&
      outIn(out, draft, catalogue).some(({ readyAt }) => readyAt === null),
  );
