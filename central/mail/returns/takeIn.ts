import { Buffer } from 'node:buffer';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { Central } from '../../app/central.ts';
import { noteReturn } from './noteReturn.ts';
import { readReport } from './report.ts';
import type { ReturnAddresses } from './returnAddress.ts';

/** The whole mail, kept no further than it may be long; null for a longer one, which is refused when it ends. */
const wholeOf = async (stream: SMTPServerDataStream): Promise<Uint8Array | null> => {
  const parts: Uint8Array[] = [];
  for await (const part of stream) {
    if (stream.sizeExceeded) parts.length = 0;
    else parts.push(part as Uint8Array);
  }
  return stream.sizeExceeded ? null : Buffer.concat(parts);
};

/**
 * Takes in one mail to a return address: what says that a message failed makes it bounced, all else is forgotten. Nothing
 * of the mail is kept or logged but the report's status. `later`: it cannot be noted now, and has to come again.
 * @throws where the other side is gone before its end, or the database fails
 */
export const takeIn = async (
  central: Central,
  addresses: ReturnAddresses,
  stream: SMTPServerDataStream,
  { envelope }: Pick<SMTPServerSession, 'envelope'>,
): Promise<'taken' | 'later'> => {
  const raw = await wholeOf(stream);
  const message = addresses.read(envelope.rcptTo[0]?.address ?? '');
  // A report has no sender (RFC 3464, 2.1): what has one was written by somebody, and is read by nobody here.
  const isNotice = envelope.mailFrom !== false && envelope.mailFrom.address === '';
  if (raw === null || message === null || !isNotice) return 'taken';
  const report = await readReport(raw);
  if (report.kind === 'unread') central.log('bounce_unread', { message: message.messageId });
  if (report.kind !== 'failed') return 'taken';
  return (await noteReturn(central, message, report.code)) === 'later' ? 'later' : 'taken';
};
