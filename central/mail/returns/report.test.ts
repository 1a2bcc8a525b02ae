import { describe, expect, it } from 'vitest';
import { returnedMail } from '../../../tests/sync/tools/returnedMail.ts';
import { readReport } from './report.ts';

const read = (text: string) => readReport(new TextEncoder().encode(text));
/** Would be one of Exim's. */
const FAILED = 'X-Failed-Recipients: anna.paraugs@example.com\r\n';
const postfix = (from: string, to: string) => {
  const text = returnedMail('postfixFailed');
  expect(text).toContain(from);
  return read(text.replace(from, to));
};

describe('[NOT-3] a mail to a return address', () => {
  it.each([
    ['Postfix', 'postfixFailed', '5.1.1'],
    ['Exchange, in base64 and other letters', 'exchangeFailed', '5.2.2'],
    ['an Exim that has words alone', 'eximFailed', null],
  ])('[NOT-3] of %s tells of a failure', async (_name, file, code) => {
    expect(await read(returnedMail(file))).toEqual({ kind: 'failed', code });
  });

  it.each([
    ['a delay', 'postfixDelayed'],
    ['a delivery', 'delivered'],
    ['an answer of somebody absent, whatever it says', 'outOfOffice'],
    ['a receipt of reading', 'readReceipt'],
    ['another mail that came back and was passed on', 'passedOn'],
  ])('[NOT-3] of %s tells of no failure', async (_name, file) => {
    expect(await read(returnedMail(file))).toEqual({ kind: 'nothing' });
  });

  it.each([
    ['words that are no standard', returnedMail('qmailFailed')],
    ['a status outside of a report', returnedMail('wrapped')],
    [
      'a report without any action',
      returnedMail('postfixFailed').replace('Action: failed', 'X-Action: failed'),
    ],
    ['nothing at all', ''],
    ['nesting without end', `${FAILED}Content-Type: multipart/mixed; boundary=a\r\n\r\n${nested(60)}`],
    ['headers without end', `${FAILED}${'X-More: more\r\n'.repeat(10_000)}\r\nHi`],
  ])('[NOT-3] with %s is not guessed at', async (_name, text) => {
    expect(await read(text)).toEqual({ kind: 'unread' });
  });

  it('[NOT-3] counts as failed by its action, whatever the status says, and gives no text away as a code', async () => {
    expect(await postfix('Status: 5.1.1', 'Status: 4.4.7 (expired)')).toEqual({
      kind: 'failed',
      code: '4.4.7',
    });
    expect(await postfix('Status: 5.1.1', 'Status: anna.paraugs@example.com')).toEqual({
      kind: 'failed',
      code: null,
    });
    expect(await postfix('Status: 5.1.1', 'Status: 5.1.1234')).toEqual({ kind: 'failed', code: null });
    expect(await postfix('Action: failed', 'Action: failed (user unknown)')).toMatchObject({
      kind: 'failed',
    });
    expect(await postfix('Action: failed', 'Action: failedelsewhere')).toEqual({ kind: 'nothing' });
    const many = `${'Action: delayed\r\n\r\n'.repeat(30)}Action: failed`;
    expect(await postfix('Action: failed', many)).toEqual({ kind: 'nothing' });
    const among =
      'Action: failed\r\nStatus: 5.1.1\r\n\r\nFinal-Recipient: rfc822; b@example.com\r\nAction: delayed';
    expect(await postfix('Action: failed\r\nStatus: 5.1.1', among)).toEqual({
      kind: 'failed',
      code: '5.1.1',
    });
  });
});

/** Parts in parts. */
function nested(depth: number): string {
  return Array.from(
    { length: depth },
    (_, n) =>
      `--${'a'.repeat(n + 1)}\r\nContent-Type: multipart/mixed; boundary=${'a'.repeat(n + 2)}\r\n\r\n`,
  ).join('');
}
