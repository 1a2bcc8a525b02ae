import { randomBytes } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import { archiveCode } from '../../../shared/domain/archiveCode.ts';
import type { NewOrder } from '../../../shared/sync/orderDocument.ts';
import { transfer } from '../../../central/transfer/transfer.ts';
import { readOrder } from '../../../central/transfer/transferOrder.ts';
import { consentRecord } from '../tools/consents.ts';
import type { TestCentral } from '../tools/central.ts';
import { levelQueue, newOrder, person, placing, type Queue } from '../tools/queue.ts';
import { enrolTerminal, type TestTerminal } from '../tools/terminal.ts';

/** What the operator says, as the command line names it to the order. */
export const ORDER = {
  controller: 'Fotolukss',
  contact: 'digital@example.org',
  recipient: 'SIA Pēctecis',
  registration: '40003000000',
  contract: 'L-2026/7',
  contractDay: '2026-11-20',
  effectiveDay: '2027-01-15',
  approvers: ['M-1', 'M-2'],
  everybody: false,
};

export interface World {
  readonly terminal: TestTerminal;
  readonly queue: Queue;
  /** Places an order of a made-up person with this e-mail. */
  readonly order: (email: string) => Promise<NewOrder & { readonly ref: string }>;
  /** Records one event of the consent to offers by e-mail. */
  readonly consent: (ref: string, event: 'given' | 'withdrawn', at: number) => Promise<void>;
}

export const createWorld = async (central: TestCentral): Promise<World> => {
  const terminal = await enrolTerminal(central, '01', 'counter');
  const queue = await levelQueue(terminal);
  return {
    terminal,
    queue,
    order: async (email) => {
      const order = newOrder('01', person(email));
      await queue.send(placing(order));
      return { ...order, ref: order.person?.subjectRef ?? '' };
    },
    consent: async (subjectRef, event, at) => {
      const what = { purpose: 'marketing.offers', channel: 'email' } as const;
      await queue.send(consentRecord({ event, subjectRef, ...what, at }));
    },
  };
};

/** Hands over, and answers the code with it. */
export const handOver = async ({ central, clock }: TestCentral, changed: Partial<typeof ORDER> = {}) => {
  const code = archiveCode(randomBytes);
  const done = await transfer(central, readOrder({ ...ORDER, ...changed }, clock.now), code);
  return { ...done, code };
};

/** Every file of an archive, as text. */
export const filesIn = async (path: string, password: string): Promise<Readonly<Record<string, string>>> => {
  const entries = await new ZipReader(new BlobReader(await openAsBlob(path))).getEntries();
  const files = entries.filter((entry) => !entry.directory);
  const texts = files.map(async (entry) => [
    entry.filename,
    await entry.getData(new TextWriter(), { password }),
  ]);
  return Object.fromEntries(await Promise.all(texts)) as Record<string, string>;
};

/** The lines of one file of an archive. */
export const linesOf = (files: Readonly<Record<string, string>>, name: string): Record<string, unknown>[] =>
  (files[name] ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
