import type { Locale } from './i18n.ts';

/** What the page on a customer's phone says. `{done}` and `{total}` are numbers of files. */
export interface PhonePageTexts {
  readonly title: string;
  readonly lead: string;
  readonly choose: string;
  readonly chooseMore: string;
  readonly sum: string;
  readonly allSent: string;
  readonly keepOpen: string;
  readonly again: string;
  readonly privacy: string;
  readonly waiting: string;
  readonly sending: string;
  readonly sent: string;
  readonly ended: string;
  readonly taken: string;
  readonly offline: string;
  /** Why one file was not taken. */
  readonly not: {
    readonly line: string;
    readonly tooBig: string;
    readonly video: string;
    readonly type: string;
    readonly damaged: string;
    readonly full: string;
    readonly disk: string;
  };
}

const lv: PhonePageTexts = {
  title: 'Nosūtiet fotogrāfijas uz kiosku',
  lead: 'Izvēlieties fotogrāfijas savā tālrunī. Tās parādīsies kioska ekrānā.',
  choose: 'Izvēlēties fotogrāfijas',
  chooseMore: 'Izvēlēties vēl',
  sum: 'Nosūtītas: {done} no {total}',
  allSent: 'Viss nosūtīts. Turpiniet pie kioska.',
  keepOpen: 'Neaizveriet šo lapu, kamēr fotogrāfijas tiek sūtītas.',
  again: 'Mēģināt vēlreiz',
  privacy:
    'Fotogrāfijas paliek šajā veikalā. Kad pasūtījumu pabeidzat vai pārtraucat, kiosks izdzēš visas, ko nepasūtījāt.',
  waiting: 'Gaida',
  sending: 'Sūta',
  sent: 'Nosūtīta',
  ended:
    'Apmeklējums pie kioska ir beidzies, un kods vairs neder. Ja vēlaties nosūtīt vēl, atveriet jaunu kodu kioskā.',
  taken:
    'Šo kodu jau izmanto cits tālrunis vai pārlūks. Pieskarieties kioskā „Jauns kods” un noskenējiet to.',
  offline: 'Kiosks nav sasniedzams. Pārbaudiet, vai tālrunis ir veikala Wi-Fi tīklā.',
  not: {
    line: 'Savienojums pārtrūka',
    tooBig: 'Fails ir pārāk liels',
    video: 'Video nevar izdrukāt',
    type: 'Šo failu nevar izdrukāt',
    damaged: 'Fails ir bojāts',
    full: 'Vairāk fotogrāfiju šajā reizē nevar pieņemt',
    disk: 'Kioskā pietrūka vietas. Lūdzu, pasauciet darbinieku',
  },
};

const en: PhonePageTexts = {
  title: 'Send photos to the kiosk',
  lead: 'Choose photos on your phone. They appear on the kiosk’s screen.',
  choose: 'Choose photos',
  chooseMore: 'Choose more',
  sum: 'Sent: {done} of {total}',
  allSent: 'All sent. Go on at the kiosk.',
  keepOpen: 'Keep this page open while photos are being sent.',
  again: 'Try again',
  privacy:
    'The photos stay in this shop. When you finish or give up, the kiosk deletes all that you did not order.',
  waiting: 'Waiting',
  sending: 'Sending',
  sent: 'Sent',
  ended:
    'The visit at the kiosk is over and the code no longer works. To send more, open a new code at the kiosk.',
  taken: 'Another phone or browser already uses this code. Tap “New code” at the kiosk and scan that one.',
  offline: 'The kiosk cannot be reached. Check that the phone is on the shop’s Wi-Fi.',
  not: {
    line: 'The connection broke',
    tooBig: 'The file is too large',
    video: 'Videos cannot be printed',
    type: 'This file cannot be printed',
    damaged: 'The file is damaged',
    full: 'No more photos can be taken in this visit',
    disk: 'The kiosk is out of space. Please call staff',
  },
};

const ru: PhonePageTexts = {
  title: 'Отправьте фотографии в киоск',
  lead: 'Выберите фотографии в телефоне. Они появятся на экране киоска.',
  choose: 'Выбрать фотографии',
  chooseMore: 'Выбрать ещё',
  sum: 'Отправлено: {done} из {total}',
  allSent: 'Всё отправлено. Продолжайте у киоска.',
  keepOpen: 'Не закрывайте эту страницу, пока фотографии отправляются.',
  again: 'Попробовать ещё раз',
  privacy:
    'Фотографии остаются в этом магазине. Когда вы закончите или прервёте заказ, киоск удалит все, что вы не заказали.',
  waiting: 'Ожидает',
  sending: 'Отправляется',
  sent: 'Отправлена',
  ended:
    'Работа у киоска закончена, код больше не действует. Чтобы отправить ещё, откройте новый код в киоске.',
  taken:
    'Этот код уже использует другой телефон или браузер. Нажмите в киоске «Новый код» и отсканируйте его.',
  offline: 'Киоск недоступен. Проверьте, подключён ли телефон к Wi-Fi магазина.',
  not: {
    line: 'Соединение прервалось',
    tooBig: 'Файл слишком большой',
    video: 'Видео нельзя напечатать',
    type: 'Этот файл нельзя напечатать',
    damaged: 'Файл повреждён',
    full: 'Больше фотографий за этот раз принять нельзя',
    disk: 'В киоске не хватило места. Пожалуйста, позовите сотрудника',
  },
};

export const PHONE_PAGE_TEXTS: Readonly<Record<Locale, PhonePageTexts>> = { lv, en, ru };
