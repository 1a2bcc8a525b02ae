import type { EnglishLike } from '../../shape.ts';
import type { setup as latvian } from '../lv/setup.ts';

export const setup = {
  firstRun: {
    title: 'What is this terminal?',
    kiosk: 'Kiosk',
    counter: 'Counter',
    demo: 'Demo',
  },
} as const satisfies EnglishLike<typeof latvian>;
