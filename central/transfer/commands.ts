import { randomBytes } from 'node:crypto';
import { archiveCode } from '../../shared/domain/archiveCode.ts';
import type { Central } from '../app/central.ts';
import { CommandError, firstLine, type Say, type Values } from '../app/commandLine.ts';
import { checkArchive } from './checkArchive.ts';
import { transfer } from './transfer.ts';
import { readOrder } from './transferOrder.ts';

/** What the command line gives, by its own names. */
export const TRANSFER_OPTIONS = {
  controller: { type: 'string' },
  contact: { type: 'string' },
  recipient: { type: 'string' },
  registration: { type: 'string' },
  contract: { type: 'string' },
  'contract-date': { type: 'string' },
  effective: { type: 'string' },
  approver: { type: 'string', multiple: true },
  everybody: { type: 'boolean', default: false },
  archive: { type: 'string' },
  key: { type: 'string' },
} as const;

/** Hands over to a successor. The code is told before anything is written: without it nobody opens the archive. */
export const runTransfer = async (central: Central, values: Values, say: Say): Promise<void> => {
  const order = readOrder(
    {
      controller: values['controller'],
      contact: values['contact'],
      recipient: values['recipient'],
      registration: values['registration'],
      contract: values['contract'],
      contractDay: values['contract-date'],
      effectiveDay: values['effective'],
      approvers: values['approver'],
      everybody: values['everybody'],
    },
    central.now(),
  );
  const code = archiveCode(randomBytes);
  say(`Code of the archive, to be given another way than the archive: ${code}`);
  const done = await transfer(central, order, code);
  say(`Archive: ${done.path}`);
  say(`Key to check it with: ${central.keys.erasure.publicKey}`);
  say(`${done.people} people, ${done.orders} orders, ${done.consents} records of consent`);
  say(`Held back, because restricted: ${done.heldBack}. To be told by letter: ${done.untold}.`);
};

/** Proves an archive with the code of the first line of its input. Needs no database: the successor runs it too. */
export const runCheck = async (values: Values, say: Say): Promise<void> => {
  const { archive, key } = values;
  if (typeof archive !== 'string' || typeof key !== 'string')
    throw new CommandError('Wanted: --archive and --key, the key that central told when it made it.');
  const code = await firstLine(process.stdin, () => say('The code of the archive:'));
  const { transferId, people, files } = await checkArchive(archive, code, key);
  say(`Whole and signed: ${transferId}, ${people} people`);
  for (const { name, lines, sha256 } of files) say(`${sha256}  ${name}  ${lines}`);
};
