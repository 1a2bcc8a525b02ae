import type { MessageTexts } from './text.ts';

export const messageTextsRu: MessageTexts = {
  'order.placed': {
    title: 'Заказ {number} принят',
    lines: ['{store}: заказ {number} принят. Сообщим, когда он будет готов.', 'Состояние заказа: {link}'],
  },
  'order.problem': {
    title: 'Для заказа {number} не хватает файлов',
    lines: [
      '{store}: не можем продолжить заказ {number}, потому что один из файлов не читается. Пожалуйста, приходите с картой или флешкой.',
      'Часы работы: {hours}.',
      'Состояние заказа: {link}',
    ],
  },
  'order.ready': {
    title: 'Заказ {number} готов',
    lines: ['{store}: заказ {number} готов и ждёт вас.', 'Часы работы: {hours}.', 'Состояние заказа: {link}'],
  },
  'order.reminder': {
    title: 'Заказ {number} всё ещё ждёт вас',
    lines: [
      '{store}: заказ {number} готов и всё ещё ждёт вас. Храним его до {date}.',
      'Часы работы: {hours}.',
      'Состояние заказа: {link}',
    ],
  },
  'notice.change': {
    title: '{store}: меняется уведомление о приватности',
    lines: [
      '{store}: с {date} меняется то, как мы используем ваши данные. Полный текст: {link}',
      'Текст есть и в магазине на кассе.',
    ],
  },
  'transfer.notice': {
    title: '{store}: ваши данные переходят к {recipient}',
    lines: [
      '{store}: с {date} ваши данные (контакты, заказы, согласия) хранит {recipient}, регистрационный номер {registration}.',
      'Вопросы и возражения: {contact}',
    ],
  },
  'marketing.offers': {
    title: '{store}: специальные предложения',
    lines: [
      '{store}: в магазине специальные предложения.',
      'Часы работы: {hours}.',
      'Отказаться: {withdraw}',
    ],
  },
  'marketing.news': {
    title: '{store}: новости',
    lines: ['{store}: в магазине новости.', 'Часы работы: {hours}.', 'Отказаться: {withdraw}'],
  },
  'marketing.hours': {
    title: '{store}: часы работы в праздники',
    lines: ['{store}, часы работы в праздники: {hours}.', 'Отказаться: {withdraw}'],
  },
};
