import type { RussianLike } from '../../shape.ts';
import type { counter as latvian } from '../lv/counter.ts';

export const counter = {
  nav: {
    label: 'Главное меню',
    orders: 'Заказы',
    newOrder: 'Новый заказ',
    pickUp: 'Выдача',
  },
  orders: {
    emptyToday: 'Сегодня заказов ещё нет',
    chooseOne: 'Выберите заказ',
  },
} as const satisfies RussianLike<typeof latvian>;
