import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ListedPin } from '../../shared/domain/staffList.ts';
import { ulid } from '../../shared/domain/ulid.ts';
import { hashPin, isWeakPin } from '../../shared/sync/pin/pin.ts';
import { CommandError, firstLine, type Say } from '../app/commandLine.ts';

const inBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/**
 * Says what stands for a PIN in a staff list, and an id for somebody new. The PIN is the first line of the input, not an
 * argument: those are seen by whoever lists the processes. Needs no database.
 * @throws CommandError for a PIN that a terminal would refuse
 */
export const runPin = async (say: Say, input: Readable, now: number): Promise<void> => {
  const typed = await firstLine(input, () => say('The PIN, 4 to 8 digits:'));
  if (isWeakPin(typed)) throw new CommandError('Refused: not 4 to 8 digits, or too easy to guess.');
  const { salt, hash } = await hashPin(typed);
  const pin: ListedPin = { salt: inBase64(salt), hash: inBase64(hash) };
  say(`"staffId": "${ulid(now, randomBytes(10))}" for somebody new; who is in the list keeps theirs`);
  say(`"pin": ${JSON.stringify(pin)}`);
};
