import type { ReceiptTexts } from './receiptText.ts';

const plural = new Intl.PluralRules('ru-RU');

function daysWord(days: number): string {
  const form = plural.select(days);
  if (form === 'one') return 'день';
  return form === 'few' ? 'дня' : 'дней';
}

export const receiptTextsRu: ReceiptTexts = {
  titles: {
    ticket: 'Талон заказа',
    receipt: 'Квитанция заказа',
    slip: 'Ярлык на конверт',
    pickUp: 'Квитанция о выдаче',
    refund: 'Квитанция о возврате денег',
    consent: 'Ваши согласия',
    notice: 'Уведомление о конфиденциальности',
    request: 'Запрос о персональных данных',
    error: 'Заказ не завершён',
    test: 'Проверка принтера',
  },
  orderNumber: 'Номер заказа',
  date: 'Дата',
  phone: 'Телефон',
  claimCode: 'Код получения',
  claimCodeHint: 'Сохраните этот талон: заказ выдаётся по номеру и коду.',
  fit: { fill: 'без полей', fit: 'с белыми полями' },
  pieces: (count) => `${count}\u00A0шт.`,
  quantityBreak: (from) => `Цена при количестве от ${from}\u00A0шт.`,
  minimum: 'Доплата до минимальной суммы заказа',
  fees: {
    order: 'Оформление заказа',
    express: 'Срочное исполнение',
    service: 'Обслуживание на кассе',
    delivery: 'Доставка',
  },
  discount: (reason) => `Скидка: ${reason}`,
  total: 'Итого',
  ofWhichVat: (rate) => `в том числе НДС ${rate}`,
  paid: 'ОПЛАЧЕНО',
  notPaid: 'НЕ ОПЛАЧЕНО – оплатите на кассе',
  partPaid: (due) => `ОПЛАЧЕНО ЧАСТИЧНО – осталось оплатить ${due}`,
  overpaid: (back) => `ПЕРЕПЛАТА – к возврату ${back}`,
  tillReceipt: (number) => `Кассовый чек №\u00A0${number}`,
  notFiscal: 'Это не фискальный чек.',
  readyBy: (date, time) => `Будет готово: ${date}, ${time}`,
  collectAt: 'Место получения',
  openingHours: 'Часы работы',
  contact: 'Для связи',
  noContact: 'Анонимный заказ: сообщения о готовности не будет.',
  consentsTitle: 'Ваши согласия',
  consentsNone: 'Дополнительных согласий нет.',
  consents: {
    'marketing.offers.email': 'Специальные предложения по электронной почте',
    'marketing.offers.sms': 'Специальные предложения по SMS',
    'marketing.news.email': 'Новости по электронной почте',
    'marketing.news.sms': 'Новости по SMS',
    'marketing.hours.email': 'Часы работы в праздники по электронной почте',
    'marketing.hours.sms': 'Часы работы в праздники по SMS',
  },
  withdraw: 'Чтобы отозвать согласие, отсканируйте QR-код или обратитесь на кассу.',
  withdrawalCode: 'Код отзыва',
  consentRecord: 'Запись',
  authority: 'Жалобы: Государственная инспекция данных Латвии',
  statusQr: 'Чтобы узнать, готов ли заказ, отсканируйте QR-код.',
  photosDeletedOn: (date) => `Ваши фотографии будут удалены ${date}.`,
  photosDeletedAfter: (days, date) =>
    `Ваши фотографии будут удалены через ${days}\u00A0${daysWord(days)} после получения; ` +
    `если вы не заберёте заказ, они будут удалены ${date}.`,
  controller: 'Оператор персональных данных',
  privacyContact: 'Вопросы о персональных данных',
  copyMark: (n) => `KOPIJA ${n} (КОПИЯ)`,
  copyBy: (who, when) => `Напечатал(а): ${who}, ${when}`,
  pickedUp: (date, time) => `Выдано: ${date}, ${time}`,
  refunded: 'Возвращено',
  noticeVersion: (version, date) => `Редакция ${version}, действует с ${date}`,
  sampleNotice: 'Это образец текста.',
  answerBy: (date) => `Ответим до ${date}`,
  codeAtCounter: 'Полученный код и этот номер назовите на кассе.',
  errorIntro: 'Киоск не смог завершить заказ.',
  errorStep: 'Шаг',
  errorAdvice: 'Пожалуйста, подойдите с этим талоном к кассе.',
};
