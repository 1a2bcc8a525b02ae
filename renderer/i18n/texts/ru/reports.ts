import type { RussianLike } from '../../shape.ts';
import type { reports as latvian } from '../lv/reports.ts';

export const reports = {
  title: 'Отчёт за день',
  ownOnly: 'Данные только этого терминала',
  day: 'День',
  previous: 'Предыдущий',
  next: 'Следующий',
  today: 'Сегодня',
  empty: 'За это время данных нет',
  money: {
    title: 'День и касса',
    orders: 'Заказы',
    refunds: 'В том числе возвраты',
    corrected: 'В том числе исправления',
    way: 'Способ оплаты',
    recorded: 'Записано в Lete',
    cash: 'Наличные',
    card: 'Карта',
    how: 'Возвраты и исправления уже учтены. Показание кассы вводится вручную и сохраняется только в экспортированном отчёте.',
  },
  till: {
    title: 'В кассе',
    difference: 'Разница',
    cash: 'Наличные в кассе',
    card: 'Платежи по карте в кассе',
    same: 'Совпадает',
    more: 'В кассе на {{amount}} больше',
    less: 'В кассе на {{amount}} меньше',
    refused: 'Введите оба показания кассы или оставьте оба пустыми.',
    problem: {
      amount: 'Введите сумму, например 12,60.',
      missing: 'Введите и эту сумму; если её нет, 0.',
    },
  },
  now: {
    title: 'Сейчас',
    open: 'Открытые заказы',
    uncollected: 'Давно не забранные заказы',
  },
  abandoned: {
    title: 'Где покупатели прерывают заказ в киоске',
    none: 'В этот день ни один сеанс не был прерван.',
    step: 'Шаг',
    visits: 'Сеансы',
  },
  steps: {
    start: 'Начало',
    source: 'Источник фотографий',
    photos: 'Выбор фотографий',
    sizes: 'Размеры',
    details: 'Данные покупателя',
    check: 'Проверка',
    done: 'Экран с номером',
  },
  export: {
    csv: 'Экспорт в CSV',
    pdf: 'Экспорт в PDF',
    done: 'Файл «{{file}}» сохранён в папке данных, во вложенной папке «exports».',
  },
} as const satisfies RussianLike<typeof latvian>;
