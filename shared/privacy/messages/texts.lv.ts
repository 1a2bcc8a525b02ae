import type { MessageTexts } from './text.ts';

export const messageTextsLv: MessageTexts = {
  'order.placed': {
    title: 'Pasūtījums {number} ir pieņemts',
    lines: [
      '{store}: pasūtījums {number} ir pieņemts. Paziņosim, kad tas būs gatavs.',
      'Pasūtījuma statuss: {link}',
    ],
  },
  'order.problem': {
    title: 'Pasūtījumam {number} trūkst failu',
    lines: [
      '{store}: pasūtījumu {number} nevaram turpināt, jo kādu failu nevar nolasīt. Lūdzam atnākt ar karti vai zibatmiņu.',
      'Darba laiks: {hours}.',
      'Pasūtījuma statuss: {link}',
    ],
  },
  'order.ready': {
    title: 'Pasūtījums {number} ir gatavs',
    lines: [
      '{store}: pasūtījums {number} ir gatavs un gaida jūs.',
      'Darba laiks: {hours}.',
      'Pasūtījuma statuss: {link}',
    ],
  },
  'order.reminder': {
    title: 'Pasūtījums {number} jūs vēl gaida',
    lines: [
      '{store}: pasūtījums {number} ir gatavs un jūs vēl gaida. Glabājam to līdz {date}.',
      'Darba laiks: {hours}.',
      'Pasūtījuma statuss: {link}',
    ],
  },
  'notice.change': {
    title: '{store}: mainās privātuma paziņojums',
    lines: [
      '{store}: no {date} mainās tas, kā izmantojam jūsu datus. Viss teksts: {link}',
      'Teksts ir arī veikalā pie letes.',
    ],
  },
  'transfer.notice': {
    title: '{store}: jūsu datus pārņem {recipient}',
    lines: [
      '{store}: no {date} jūsu datus (kontaktus, pasūtījumus, piekrišanas) pārzina {recipient}, reģistrācijas numurs {registration}.',
      'Jautājumi un iebildumi: {contact}',
    ],
  },
  'marketing.offers': {
    title: '{store}: īpašie piedāvājumi',
    lines: ['{store}: veikalā ir īpašie piedāvājumi.', 'Darba laiks: {hours}.', 'Atteikties: {withdraw}'],
  },
  'marketing.news': {
    title: '{store}: jaunumi',
    lines: ['{store}: veikalā ir jaunumi.', 'Darba laiks: {hours}.', 'Atteikties: {withdraw}'],
  },
  'marketing.hours': {
    title: '{store}: darba laiks svētkos',
    lines: ['{store}, darba laiks svētkos: {hours}.', 'Atteikties: {withdraw}'],
  },
};
