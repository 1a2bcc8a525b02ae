import PostalMime, { type Email } from 'postal-mime';

/**
 * What a mail to a return address says. `failed`: the message did not arrive; `code` is the enhanced status (RFC 3463), null
 * where none is told. `nothing`: of no failure, such as an answer of an absent person. `unread`: maybe of one.
 */
export type Report =
  | { readonly kind: 'failed'; readonly code: string | null }
  | { readonly kind: 'nothing' | 'unread' };

const STATUS = /^[245]\.\d{1,3}\.\d{1,3}$/;
/** RFC 3464, and its form for addresses beyond ASCII (RFC 6533). */
const STATUS_PARTS = new Set(['message/delivery-status', 'message/global-delivery-status']);
/** A message of central's has one recipient. */
const MAX_BLOCKS = 20;
const LIMITS = { maxNestingDepth: 10, maxHeadersSize: 65_536 };

type Headers = Pick<Email, 'headers'>;

const headerOf = ({ headers }: Headers, name: string): string | undefined =>
  headers.find(({ key }) => key === name)?.value;

/** `failed` in `Failed (delivery)`: what follows the first word is a comment. */
const firstWord = (value: string | undefined): string =>
  value
    ?.trim()
    .split(/[\s;(]/, 1)[0]
    ?.toLowerCase() ?? '';

/** Each block of a report's status part reads like the headers of a mail. */
const blocksOf = (text: string): Promise<readonly Headers[]> =>
  Promise.all(
    text
      .split(/\r?\n(?:[ \t]*\r?\n)+/)
      .slice(0, MAX_BLOCKS)
      .map((block) => PostalMime.parse(block.trim(), LIMITS)),
  );

const readStatus = async (text: string): Promise<Report> => {
  const told = (await blocksOf(text)).filter((block) => headerOf(block, 'action') !== undefined);
  const failed = told.find((block) => firstWord(headerOf(block, 'action')) === 'failed');
  if (failed === undefined) return { kind: told.length > 0 ? 'nothing' : 'unread' };
  const code = firstWord(headerOf(failed, 'status'));
  return { kind: 'failed', code: STATUS.test(code) ? code : null };
};

/** The status part; what lies in a mail that is enclosed is about another one, and is not looked at. */
const statusOf = (mail: Email): string | undefined => {
  const part = mail.attachments.find(({ mimeType }) => STATUS_PARTS.has(mimeType));
  return typeof part?.content === 'string' ? part.content : undefined;
};

/** Whether a program wrote it about something else than delivery: absence, a receipt of reading (RFC 3834, 8098). */
const isAutomatic = (mail: Email): boolean => {
  const auto = firstWord(headerOf(mail, 'auto-submitted'));
  return (
    (auto !== '' && auto !== 'no') || /report-type="?disposition/i.test(headerOf(mail, 'content-type') ?? '')
  );
};

const read = async (raw: Uint8Array): Promise<Report> => {
  const mail = await PostalMime.parse(raw, {
    ...LIMITS,
    attachmentEncoding: 'utf8',
    forceRfc822Attachments: true,
  });
  const status = statusOf(mail);
  if (status !== undefined)
    return firstWord(headerOf(mail, 'content-type')) === 'multipart/report'
      ? readStatus(status)
      : { kind: 'unread' };
  // Older Exim tells of a failure in words alone; of a delay it says no such thing.
  if (headerOf(mail, 'x-failed-recipients') !== undefined) return { kind: 'failed', code: null };
  return { kind: isAutomatic(mail) ? 'nothing' : 'unread' };
};

/** Reads a mail that came to a return address. Never throws: what cannot be parsed is `unread`. */
export const readReport = async (raw: Uint8Array): Promise<Report> => {
  try {
    return await read(raw);
  } catch {
    return { kind: 'unread' };
  }
};
