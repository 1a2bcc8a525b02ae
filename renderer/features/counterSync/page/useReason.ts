import type { DeadLetter } from '../../../../shared/contract/sync.ts';
import { useTexts } from '../../../i18n/index.ts';
import { partsOf, reasonOf } from '../parts/words.policy.ts';

/** Why a change came back, in a sentence; a code nobody wrote words for is said as it is. */
export function useReason(): (letter: Pick<DeadLetter, 'status' | 'code'>) => string {
  const t = useTexts();
  return ({ status, code }) => {
    if (status === 'deferred') return t('sync:letters.deferred');
    if (status === 'conflict') {
      const parts = partsOf(code).map((part) => t(`sync:part.${part}`));
      return t('sync:letters.conflict', { parts: parts.join(', ') });
    }
    return t(`sync:reason.${reasonOf(code)}`, { code: code ?? '–' });
  };
}
