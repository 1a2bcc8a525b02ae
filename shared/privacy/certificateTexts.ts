import type { Locale } from '../domain/i18n.ts';
import type { CertificateLimit } from './certificate.ts';

export interface CertificateTexts {
  readonly title: string;
  readonly number: string;
  readonly request: string;
  readonly completed: string;
  readonly places: string;
  readonly place: string;
  readonly foundBefore: string;
  readonly foundAfter: string;
  readonly kept: string;
  readonly nothingKept: string;
  readonly until: string;
  readonly backups: string;
  readonly noBackups: string;
  readonly terminals: string;
  readonly confirmed: string;
  readonly underWay: string;
  readonly offline: string;
  readonly recipients: string;
  readonly told: string;
  readonly notTold: string;
  readonly limitsTitle: string;
  readonly limits: Readonly<Record<CertificateLimit, string>>;
  readonly key: string;
  readonly original: string;
}

const lv: CertificateTexts = {
  title: 'Datu dzēšanas apliecinājums',
  number: 'Apliecinājuma numurs',
  request: 'Pieprasījuma numurs',
  completed: 'Pabeigts',
  places: 'Kur meklēts un dzēsts',
  place: 'Vieta',
  foundBefore: 'Atrasts pirms',
  foundAfter: 'Atrasts pēc',
  kept: 'Kas paliek saskaņā ar likumu',
  nothingKept: 'Nekas nepaliek.',
  until: 'Līdz',
  backups: 'Agrākas rezerves kopijas, šifrētas, ar termiņu',
  noBackups: 'Agrāku rezerves kopiju nav.',
  terminals: 'Termināļi',
  confirmed: 'Apstiprināts',
  underWay: 'Notiek',
  offline: 'Nav tiešsaistē: datus nerāda',
  recipients: 'Datu saņēmēji',
  told: 'Paziņots',
  notTold: 'Vēl nav paziņots',
  limitsTitle: 'Ko šis apliecinājums neapgalvo',
  limits: {
    L1: 'Dzēšana ir loģiska un kriptogrāfiska. Zibatmiņas šūnām un atbrīvotiem diska blokiem nevar piekļūt atsevišķi; tur palikušo sargā tikai šifrēšana.',
    L2: 'Atbrīvotajos blokos ir šifrētas lapas, kuras pašreizējā datubāzes atslēga vēl varētu atvērt; tās sargā visa diska šifrēšana.',
    L3: 'Pirms dzēšanas veidotās rezerves kopijas beidzas norādītajā dienā. Līdz tam tās ir šifrētas, netiek lietotas, un, tās atjaunojot, dzēšanu atkārto. Fotogrāfijas tajās nav lasāmas jau tagad.',
    L4: 'Papīrs, izsniegtās fotogrāfijas, nosūtītie e-pasti un īsziņas, kā arī kopijas, ko likumīgi glabā nosauktie saņēmēji, ir ārpus Letes.',
    L5: 'Nosauktie termināļi nebija tiešsaistē; līdz dzēšanas atkārtošanai tie personas datus nerāda.',
    L6: 'Strādājoša, atslēgta termināļa atmiņu var lasīt tā administrators; persona ar derīgu PIN ir lietotājs, nevis uzbrukums diskam.',
    L7: 'Sadaļā „Kas paliek saskaņā ar likumu” nosauktais paliek līdz norādītajai dienai norādītajā veidā.',
  },
  key: 'Paraksta atslēga',
  original:
    'Parakstīts ir JSON fails ar šo pašu numuru; šī lapa to tikai parāda. Pārbaude: npm run verify-certificate.',
};

const en: CertificateTexts = {
  title: 'Certificate of erasure',
  number: 'Certificate number',
  request: 'Request number',
  completed: 'Completed',
  places: 'Where was searched and erased',
  place: 'Place',
  foundBefore: 'Found before',
  foundAfter: 'Found after',
  kept: 'What stays by law',
  nothingKept: 'Nothing stays.',
  until: 'Until',
  backups: 'Earlier backups, encrypted, with their expiry',
  noBackups: 'There are no earlier backups.',
  terminals: 'Terminals',
  confirmed: 'Confirmed',
  underWay: 'Under way',
  offline: 'Offline: shows no data',
  recipients: 'Recipients of the data',
  told: 'Told',
  notTold: 'Not told yet',
  limitsTitle: 'What this certificate does not claim',
  limits: {
    L1: 'Erasure is logical and cryptographic. Flash cells and released disk blocks cannot be addressed one by one; only encryption protects what may remain in them.',
    L2: 'Released blocks hold encrypted pages that the current database key could still open; full-disk encryption guards them.',
    L3: 'Backups made before the erasure expire on the stated day. Until then they are encrypted, out of use, and the erasure is repeated when one is restored. Photos in them are unreadable already.',
    L4: 'Paper, prints handed over, e-mails and text messages already sent, and copies lawfully held by named recipients are outside Lete.',
    L5: 'Named terminals were offline; they show no personal data until they have repeated the erasure.',
    L6: 'The memory of a running, unlocked terminal can be read by its administrator; a person with a valid PIN is a user, not an attack on the disk.',
    L7: 'The items under “What stays by law” stay until the stated day, in the stated form.',
  },
  key: 'Signing key',
  original:
    'What is signed is the JSON file of the same number; this page only shows it. To verify: npm run verify-certificate.',
};

const ru: CertificateTexts = {
  title: 'Свидетельство об удалении данных',
  number: 'Номер свидетельства',
  request: 'Номер запроса',
  completed: 'Завершено',
  places: 'Где искали и удаляли',
  place: 'Место',
  foundBefore: 'Найдено до',
  foundAfter: 'Найдено после',
  kept: 'Что остаётся по закону',
  nothingKept: 'Ничего не остаётся.',
  until: 'До',
  backups: 'Более ранние резервные копии, зашифрованные, со сроком',
  noBackups: 'Более ранних резервных копий нет.',
  terminals: 'Терминалы',
  confirmed: 'Подтверждено',
  underWay: 'Выполняется',
  offline: 'Не в сети: данных не показывает',
  recipients: 'Получатели данных',
  told: 'Сообщено',
  notTold: 'Ещё не сообщено',
  limitsTitle: 'Чего это свидетельство не утверждает',
  limits: {
    L1: 'Удаление логическое и криптографическое. К ячейкам флеш-памяти и освобождённым блокам диска нельзя обратиться по отдельности; оставшееся в них защищает только шифрование.',
    L2: 'В освобождённых блоках лежат зашифрованные страницы, которые нынешний ключ базы ещё мог бы открыть; их защищает шифрование всего диска.',
    L3: 'Резервные копии, сделанные до удаления, истекают в указанный день. До этого они зашифрованы, не используются, а при восстановлении удаление повторяется. Фотографии в них не читаются уже сейчас.',
    L4: 'Бумага, выданные отпечатки, отправленные письма и сообщения, а также копии, которые законно хранят названные получатели, находятся вне Lete.',
    L5: 'Названные терминалы были не в сети; до повторения удаления они не показывают персональных данных.',
    L6: 'Память работающего, разблокированного терминала может прочитать его администратор; человек с действующим PIN — пользователь, а не атака на диск.',
    L7: 'Названное в разделе «Что остаётся по закону» остаётся до указанного дня в указанном виде.',
  },
  key: 'Ключ подписи',
  original:
    'Подписан файл JSON с этим же номером; эта страница только показывает его. Проверка: npm run verify-certificate.',
};

/** The words around a certificate on paper. */
export const CERTIFICATE_TEXTS: Readonly<Record<Locale, CertificateTexts>> = { lv, en, ru };
