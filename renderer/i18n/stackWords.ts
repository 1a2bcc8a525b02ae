import type { Stack } from '../../shared/domain/alike.ts';
import type { Texts } from './index.ts';

/** What is said below a tile that stands for others: „Vienādas: 2”, „Līdzīgas: 5”. */
export function stackWords(t: Texts, stack: Stack | undefined): readonly string[] {
  if (stack === undefined) return [];
  return [
    ...(stack.same > 1 ? [t('common:alike.same', { count: stack.same })] : []),
    ...(stack.series > 1 ? [t('common:alike.series', { count: stack.series })] : []),
  ];
}
