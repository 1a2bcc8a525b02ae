import { ULID } from './ulid.ts';
import { z } from './z.ts';

export { ulid, ulidTime } from './ulid.ts';

const ulidText = z.string().regex(ULID);

/** Repeated with every retry of one command, so that the core runs it once. */
export const RequestId = ulidText.brand<'RequestId'>();
export type RequestId = z.infer<typeof RequestId>;

export const OrderId = ulidText.brand<'OrderId'>();
export type OrderId = z.infer<typeof OrderId>;

/** A draft keeps its id when it is placed, hence one type. */
export const DraftId = ulidText.brand<'OrderId'>();
export type DraftId = OrderId;

export const ItemId = ulidText.brand<'ItemId'>();
export type ItemId = z.infer<typeof ItemId>;

export const PhotoId = ulidText.brand<'PhotoId'>();
export type PhotoId = z.infer<typeof PhotoId>;

/** One stored original, encrypted; a photo has one once it is copied. */
export const FileId = ulidText.brand<'FileId'>();
export type FileId = z.infer<typeof FileId>;

/** One card, stick or phone session of a visit. */
export const SourceId = ulidText.brand<'SourceId'>();
export type SourceId = z.infer<typeof SourceId>;

export const StaffId = ulidText.brand<'StaffId'>();
export type StaffId = z.infer<typeof StaffId>;

export const PersonId = ulidText.brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;

export const JobId = ulidText.brand<'JobId'>();
export type JobId = z.infer<typeof JobId>;

export const PaymentId = ulidText.brand<'PaymentId'>();
export type PaymentId = z.infer<typeof PaymentId>;

export const TerminalId = ulidText.brand<'TerminalId'>();
export type TerminalId = z.infer<typeof TerminalId>;

/** A row of an append-only record: history, audit, message. */
export const EventId = ulidText.brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;

export const ConsentRecordId = ulidText.brand<'ConsentRecordId'>();
export type ConsentRecordId = z.infer<typeof ConsentRecordId>;

export const PrivacyRequestId = ulidText.brand<'PrivacyRequestId'>();
export type PrivacyRequestId = z.infer<typeof PrivacyRequestId>;

/** One row of the disclosure log. */
export const DisclosureId = ulidText.brand<'DisclosureId'>();
export type DisclosureId = z.infer<typeof DisclosureId>;

/** Lab controller or receipt printer, as set up on the terminal. */
export const DeviceId = ulidText.brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;

/** Random pseudonym (128 bits, hex) of a person in append-only records. */
export const SubjectRef = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand<'SubjectRef'>();
export type SubjectRef = z.infer<typeof SubjectRef>;

/** Two digits, as in the barcode. */
export const StoreCode = z
  .string()
  .regex(/^\d{2}$/)
  .brand<'StoreCode'>();
export type StoreCode = z.infer<typeof StoreCode>;

/** Output job number towards the lab: 8 digits, unique per store. */
export const JobNumber = z
  .string()
  .regex(/^\d{8}$/)
  .brand<'JobNumber'>();
export type JobNumber = z.infer<typeof JobNumber>;
