import type { CallOutput } from '../../../../../shared/contract/index.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import { formatDate, formatDay } from '../../../../../shared/domain/time.ts';
import {
  type LetterKind,
  type LetterValues,
  type LetterWay,
  writeLetter,
} from '../../../../../shared/privacy/requestLetters.ts';
import type { Tx } from '../../../call/context.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { contactOf } from '../../orders/index.ts';
import type { RequestsDeps } from '../requests.deps.ts';
import type { RequestRecord } from '../store/requests.store.ts';
import { addLetter, decisionOf, holdsOf, peopleOf } from '../store/sides.store.ts';

const NOTHING = '–';

/** What stands in the letters of this request: numbers, dates, codes and the company's contact; no name. */
export const valuesOf = (
  deps: Pick<RequestsDeps, 'letters'>,
  db: ReadableDb,
  settings: Settings,
  request: RequestRecord,
): LetterValues => {
  const { locale } = request;
  const { types, reasons, laws } = deps.letters[locale];
  const decision = decisionOf(db, request.requestId);
  const reason = decision?.reason ?? request.extensionReason;
  const holds = holdsOf(db, request.requestId).map(({ field, law, until }) =>
    [laws[law] ?? law, laws[field] ?? field, until === null ? '' : formatDay(until, locale)]
      .filter((part) => part !== '')
      .join(' · '),
  );
  return {
    number: request.number,
    type: types[request.type] ?? NOTHING,
    received: formatDate(request.receivedAt, locale),
    due: formatDate(request.dueAt, locale),
    extended: request.extendedUntil === null ? NOTHING : formatDate(request.extendedUntil, locale),
    reason: reason ? (reasons[reason] ?? NOTHING) : NOTHING,
    laws: (decision?.lawRefs ?? []).map((law) => laws[law] ?? law).join('; ') || NOTHING,
    holds: [...new Set(holds)].join('\n') || NOTHING,
    company: settings.store.name,
    contact: settings.store.privacyContact,
    certificate: request.certificateId ?? NOTHING,
  };
};

/** The text of a letter in the person's language. */
export const letterText = (
  deps: RequestsDeps,
  db: ReadableDb,
  request: RequestRecord,
  kind: LetterKind,
): Pick<CallOutput<'requests:letter'>, 'title' | 'paragraphs'> => {
  const values = valuesOf(deps, db, deps.settings(db), request);
  const { title, paragraphs } = writeLetter(deps.letters[request.locale], kind, values);
  return { title, paragraphs: [...paragraphs] };
};

interface LetterToSend {
  readonly kind: LetterKind;
  readonly more?: LetterValues;
  /** UTC ms after which it is of no use. */
  readonly until?: number | null;
}

/** Whom a letter can be sent to by message now: null where nobody is known, or nothing sends. */
export const reachable = (
  { ports: { notifying } }: Pick<RequestsDeps, 'ports'>,
  db: ReadableDb,
  { requestId }: Pick<RequestRecord, 'requestId'>,
) => {
  if (!notifying) return null;
  for (const personId of peopleOf(db, requestId)) {
    const contact = contactOf(db, personId);
    if (contact && notifying.can(contact.way)) return { notifying, personId, channel: contact.way };
  }
  return null;
};

/** Queues a letter to the known contact; answers its message, null where it cannot go out. */
const message = (
  deps: RequestsDeps,
  tx: Tx,
  request: RequestRecord,
  { kind, more = {}, until = null }: LetterToSend,
): string | null => {
  const to = reachable(deps, tx.db, request);
  if (to === null) return null;
  const values = { ...valuesOf(deps, tx.db, deps.settings(tx.db), request), ...more };
  const { requestId, locale } = request;
  const { personId, channel } = to;
  const letter = writeLetter(deps.letters[locale], kind, values);
  return to.notifying.send(tx, { kind, personId, requestId, locale, channel, letter, until });
};

/** Lists a letter in the request, and queues it where it goes to the known contact. False: it could not go that way. */
export const sendLetter = (
  deps: RequestsDeps,
  tx: Tx,
  request: RequestRecord,
  letter: LetterToSend & { readonly way: LetterWay },
): boolean => {
  const { kind, way } = letter;
  const messageId = way === 'message' ? message(deps, tx, request, letter) : null;
  if (way === 'message' && messageId === null) return false;
  const { locale, requestId } = request;
  addLetter(tx.db, requestId, { kind, way, locale, at: tx.now, by: tx.caller.staffId, messageId });
  return true;
};
