import type { RussianLike } from '../../shape.ts';
import type { kiosk as latvian } from '../lv/kiosk.ts';

export const kiosk = {
  steps: {
    label: 'Шаги',
    photos: 'Фото',
    sizes: 'Размеры',
    details: 'Ваши данные',
    check: 'Проверка',
  },
  start: {
    title: 'Коснитесь экрана, чтобы начать',
  },
  source: {
    mayRemove: 'Карту можно вынуть',
  },
  photos: {
    title: 'Выберите фотографии',
    selectAll: 'Выбрать все',
  },
  check: {
    allCorrect: 'Всё верно',
    order: 'Заказать',
  },
  number: {
    payAtCounter: 'Оплатите на кассе',
    photographNumber: 'Сфотографируйте номер',
  },
} as const satisfies RussianLike<typeof latvian>;
