import { CommandError } from '../app/commandLine.ts';
import { Email } from '../../shared/domain/email.ts';
import { ShopDay, shopDayOf } from '../../shared/domain/time.ts';
import { z } from '../../shared/domain/z.ts';
import { DisclosureDocument, Recipient } from '../../shared/privacy/disclosure.ts';

const Company = z.string().trim().min(2).max(120);
/** How the company's own register names a manager. No name: it stays in the log. */
const Approver = z.string().regex(/^[A-Z0-9-]{2,20}$/);

/** What an operator has to say before data passes to a successor (policy P26). Days are of Riga. */
export const TransferOrder = z.strictObject({
  /** Who hands over, as people are told. */
  controller: Company,
  /** Where people may ask and object. */
  contact: Email,
  recipient: Company,
  registration: Recipient.shape.regNo.unwrap(),
  contract: DisclosureDocument.shape.number,
  contractDay: ShopDay,
  effectiveDay: ShopDay,
  approvers: z.tuple([Approver, Approver]),
  /** Also whoever an earlier archive for this recipient held: it was lost. */
  everybody: z.boolean(),
});
export type TransferOrder = z.infer<typeof TransferOrder>;

const WANTED: Readonly<Record<keyof TransferOrder, string>> = {
  controller: '--controller: the company that hands over',
  contact: '--contact: the e-mail address where people may ask',
  recipient: '--recipient: the company that takes over',
  registration: '--registration: its registration number of 11 digits',
  contract: '--contract: the number of the contract, in capital letters and digits, without spaces',
  contractDay: '--contract-date: the day of the contract, as 2027-01-31',
  effectiveDay: '--effective: the day from which it applies, as 2027-01-31',
  approvers: '--approver, twice: codes of two managers of the register of staff, such as M-17',
  everybody: '--everybody',
};

/** @throws CommandError that names the first input that is missing or wrong */
export const readOrder = (given: unknown, now: number): TransferOrder => {
  const parsed = TransferOrder.safeParse(given);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path[0] as keyof TransferOrder | undefined;
    throw new CommandError(`Wanted: ${field === undefined ? 'no other input' : WANTED[field]}.`);
  }
  const { approvers, contractDay, effectiveDay } = parsed.data;
  if (approvers[0] === approvers[1])
    throw new CommandError('The two approvals must be of two different people.');
  const today = shopDayOf(now);
  if (contractDay > today) throw new CommandError('The contract is dated in the future.');
  if (effectiveDay < today)
    throw new CommandError('The day from which it applies is over: people must be told before.');
  return parsed.data;
};
