import type { RussianLike } from '../../shape.ts';
import type { counterMessages as latvian } from '../lv/counterMessages.ts';

export const counterMessages = {
  messages: {
    title: 'Сообщения клиенту',
    template: {
      placed: 'Заказ принят',
      problem: 'Не хватает файлов',
      ready: 'Заказ готов',
      reminder: 'Напоминание',
    },
    way: { email: 'эл. почта', sms: 'SMS' },
    state: {
      queued: 'Ждёт',
      handed: 'Отправляется',
      sent: 'Отправлено',
      bounced: 'Не доставлено',
      uncertain: 'Возможно, не доставлено',
      cancelled: 'Не отправлено',
    },
    since: 'с {{time}}',
    waits: 'ждёт отправки',
    waitsForCentral: 'уйдёт, когда центр станет доступен',
    call: 'позвоните клиенту',
    calledAt: 'позвонили {{time}}',
    reason: {
      undeclared: 'таких сообщений не отправляют',
      no_contact: 'такого контакта нет',
      no_consent: 'нет согласия',
      withdrawn: 'согласие отозвано',
      overtaken: 'больше не нужно',
      undone: 'изменение отменено',
      expired: 'срок истёк',
      erased: 'данные удаляются',
    },
    recordCall: 'Позвонили',
  },
} as const satisfies RussianLike<typeof latvian>;
