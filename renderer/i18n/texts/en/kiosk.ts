import type { EnglishLike } from '../../shape.ts';
import type { kiosk as latvian } from '../lv/kiosk.ts';

export const kiosk = {
  steps: {
    label: 'Steps',
    photos: 'Photos',
    sizes: 'Sizes',
    details: 'Your details',
    check: 'Check',
  },
  start: {
    title: 'Touch to start',
  },
  source: {
    mayRemove: 'You can take out your card',
  },
  photos: {
    title: 'Choose your photos',
    selectAll: 'Select all',
  },
  check: {
    allCorrect: 'All correct',
    order: 'Place order',
  },
  number: {
    payAtCounter: 'Please pay at the counter',
    photographNumber: 'Take a photo of the number',
  },
} as const satisfies EnglishLike<typeof latvian>;
