import type { RussianLike } from '../../shape.ts';
import type { setup as latvian } from '../lv/setup.ts';

export const setup = {
  firstRun: {
    title: 'Что это за терминал?',
    kiosk: 'Киоск',
    counter: 'Касса',
    demo: 'Проба',
  },
} as const satisfies RussianLike<typeof latvian>;
