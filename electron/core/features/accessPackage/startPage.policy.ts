const escaped = (text: string): string =>
  text.replace(/[&<>"']/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);

export interface StartPage {
  readonly requestId: string;
  /** Riga day. */
  readonly day: string;
  /** Where to write with questions. */
  readonly contact: string;
  /** Names of the entries beside this page. */
  readonly entries: readonly string[];
}

interface Words {
  readonly title: string;
  readonly about: string;
  readonly files: string;
  readonly rights: string;
}

const WORDS: Readonly<Record<'lv' | 'en' | 'ru', Words>> = {
  lv: {
    title: 'Jūsu dati',
    about:
      'Šeit ir visi dati, kas par jums glabājas šajā studijas datorā. Failu data.json lasa programmas, mapi csv var atvērt izklājlapā, mapē files ir jūsu fotogrāfijas, failā info.json ir nolūki, termiņi un saņēmēji, failā retained.json – kas pēc dzēšanas paliktu un kāpēc.',
    files: 'Šajā arhīvā',
    rights:
      'Jums ir tiesības datus labot, dzēst, ierobežot to izmantošanu, iebilst un atsaukt piekrišanu. Sūdzību var iesniegt Datu valsts inspekcijā (www.dvi.gov.lv). Jautājumi:',
  },
  en: {
    title: 'Your data',
    about:
      'This is all data about you that this studio’s computer holds. data.json is for programs, the folder csv opens in a spreadsheet, the folder files holds your photos, info.json names purposes, periods and recipients, retained.json what would stay after an erasure and why.',
    files: 'In this archive',
    rights:
      'You may have the data corrected, erased or restricted, object, and withdraw consent. You may complain to the Data State Inspectorate (www.dvi.gov.lv). Questions:',
  },
  ru: {
    title: 'Ваши данные',
    about:
      'Здесь все данные о вас, которые хранит компьютер этой студии. Файл data.json предназначен для программ, папку csv открывает электронная таблица, в папке files лежат ваши фотографии, в info.json названы цели, сроки и получатели, в retained.json — что осталось бы после удаления и почему.',
    files: 'В этом архиве',
    rights:
      'Вы вправе исправить и удалить данные, ограничить их использование, возразить и отозвать согласие. Жалобу можно подать в Государственную инспекцию данных (www.dvi.gov.lv). Вопросы:',
  },
};

const part = (lang: keyof typeof WORDS, page: StartPage): string => {
  const { title, about, files, rights } = WORDS[lang];
  const list = page.entries
    .map((name) => `<li><a href="${escaped(encodeURI(name))}">${escaped(name)}</a></li>`)
    .join('');
  return `<section lang="${lang}"><h2>${title}</h2><p>${about}</p><h3>${files}</h3><ul>${list}</ul><p>${rights} ${escaped(page.contact)}</p></section>`;
};

/** The page a person opens first: three languages, no script, nothing from the network (R2). */
export const startPage = (page: StartPage): string => `<!doctype html>
<html lang="lv"><head><meta charset="utf-8"><title>${WORDS.lv.title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{font:16px/1.5 sans-serif;max-width:44em;margin:2em auto;padding:0 1em}section{margin-bottom:3em}</style></head>
<body><p>${escaped(page.requestId)} · ${escaped(page.day)}</p>${part('lv', page)}${part('en', page)}${part('ru', page)}</body></html>
`;
