import type { EnglishLike } from '../../shape.ts';
import type { counter as latvian } from '../lv/counter.ts';

export const counter = {
  nav: {
    label: 'Main menu',
    orders: 'Orders',
    newOrder: 'New order',
    pickUp: 'Pick-up',
  },
  orders: {
    emptyToday: 'No orders yet today',
    chooseOne: 'Choose an order',
  },
} as const satisfies EnglishLike<typeof latvian>;
