import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallInput, CallOutput } from '../../../../../shared/contract/index.ts';
import { can } from '../../../../../shared/domain/permissions.ts';
import type { WrittenLetter } from '../../../../../shared/privacy/requestLetters.ts';
import type { QueryContext, Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { getRequest } from '../move.ts';
import type { RequestsDeps } from '../requests.deps.ts';
import type { RequestRecord } from '../store/requests.store.ts';
import { addLetter } from '../store/sides.store.ts';
import { letterText } from './sendLetter.ts';

const STAFF_MAY = ['acknowledgement', 'identity_question'];

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');

const html = ({ locale }: RequestRecord, { title, paragraphs }: WrittenLetter): string =>
  `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escape(title)}</title>
<style>body{font:12pt/1.5 Inter,sans-serif;margin:25mm 20mm}h1{font-size:14pt}</style></head><body>
<h1>${escape(title)}</h1>${paragraphs.map((text) => `<p>${escape(text)}</p>`).join('')}</body></html>`;

/** Writes the file whole or not at all; an earlier one of the same letter gives way to it. */
const writePdf = async (folder: string, name: string, bytes: Uint8Array): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const file = await open(join(folder, `${name}.tmp`), 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(join(folder, `${name}.tmp`), join(folder, name));
};

/** Staff hand over what belongs to the intake; every other letter is a manager's (privacy, roles). */
const readable = (q: Pick<QueryContext, 'db' | 'caller'>, input: CallInput<'requests:letter'>) => {
  const allowed = can(q.caller.role, 'privacy.decide') || STAFF_MAY.includes(input.kind);
  if (!allowed) return reject('FORBIDDEN');
  // A code is for the contact alone: who reads it at the counter proves nothing.
  return input.kind === 'code' ? reject('FORBIDDEN') : getRequest(q, input.privacyRequestId);
};

/** Before the transaction: the PDF, where one was asked for. */
export const prepareLetter = async (
  deps: RequestsDeps,
  q: QueryContext,
  input: CallInput<'requests:letter'>,
): Promise<string | null> => {
  const request = readable(q, input);
  if (input.as === 'text') return null;
  const bytes = await deps.htmlToPdf(html(request, letterText(deps, q.db, request, input.kind)));
  const name = `${request.number}-${input.kind}.pdf`;
  try {
    await writePdf(deps.folders.exports, name, bytes);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') return reject('DISK_FULL');
    return reject('FOLDER_MISSING');
  }
  return name;
};

/** Answers the letter's text and lists it in the request as printed. */
export const printLetter = (
  deps: RequestsDeps,
  tx: Tx,
  input: CallInput<'requests:letter'>,
  file: string | null,
): CallOutput<'requests:letter'> => {
  const request = readable(tx, input);
  const text = letterText(deps, tx.db, request, input.kind);
  const { requestId, locale } = request;
  const printed = { kind: input.kind, way: 'paper', locale, at: tx.now, by: tx.caller.staffId } as const;
  addLetter(tx.db, requestId, { ...printed, messageId: null });
  tx.audit('request.letter', requestId);
  return { ...text, file };
};
