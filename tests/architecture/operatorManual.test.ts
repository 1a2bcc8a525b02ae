import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { common } from '../../renderer/i18n/texts/en/common.ts';
import type { counterDesk } from '../../renderer/i18n/texts/en/counterDesk.ts';
import { setup } from '../../renderer/i18n/texts/en/setup.ts';
import { root } from './lib/sources.ts';

const manual = readFileSync(join(root, 'docs/operator-manual.md'), 'utf8');

/** The first cells of the table below a heading. */
function rowsBelow(heading: string): readonly string[] {
  const text = manual.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return text.split('\n').flatMap((line) => /^\| ([^|]+) \|/.exec(line)?.[1] ?? []);
}

type Said = keyof typeof common.strip | keyof typeof counterDesk.strip;
type Calm = 'label' | 'key' | 'sequence' | 'helpCalled' | 'printerReady' | 'diskFree' | 'backupDone';

/** Under which sign the manual explains what the strip may say; a new sentence needs a place. */
const SIGN_OF: Readonly<Record<Exclude<Said, Calm>, string>> = {
  alerts: 'Production',
  printerAbsent: 'Printer',
  messagesWait: 'Messages',
  messagesCall: 'Messages',
  noticeReview: 'Notice',
  noticeClosed: 'Notice',
  diskDays: 'Disk',
  diskLow: 'Disk',
  clockWrong: 'Clock',
  backupMissing: 'Backup',
  retentionSilent: 'Retention',
  auditBroken: 'Audit',
  unusualViews: 'Audit',
};

describe('[ADM-8] the operator manual', () => {
  it.each(['Setting up a terminal', 'Daily work', 'Privacy requests', 'What the strip says', 'Recovery'])(
    'has a part "%s"',
    (heading) => expect(manual).toContain(`\n## ${heading}\n`),
  );

  it.each(Object.values(setup.failed.title))('says what to do when a start ends with "%s"', (title) => {
    expect(rowsBelow('Recovery')).toContain(title);
  });

  it.each(Object.entries(SIGN_OF))('says what to do when the strip says "%s"', (_said, sign) => {
    expect(rowsBelow('What the strip says')).toContain(sign);
  });
});
