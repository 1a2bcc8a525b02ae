import type { PayloadEntry, Traits } from '../entry.ts';
import { MESSAGE_VALUES } from '../messages/templates.ts';
import { MESSAGE, NOBODY, ORDER_FACT } from './traits.ts';

const PAPER: Traits = {
  ...ORDER_FACT,
  retention: 'render',
  hold: null,
  erase: 'delete-row',
  access: 'never:derived',
  sync: 'none',
  recipients: ['customer'],
  canary: 'order-number',
};
const TO_LAB: Traits = { ...PAPER, recipients: ['lab'] };

const payload = <const F extends readonly string[]>(at: string, fields: F, traits: Traits) =>
  ({ ...traits, store: 'payload', at, fields }) as const satisfies PayloadEntry;

/** What an order's paper may say: the fields of the view that all tickets are drawn from. */
export const TICKET_FIELDS = [
  'locale',
  'store',
  'placedAt',
  'number',
  'barcode',
  'claimCode',
  'statusUrl',
  'lines',
  'extras',
  'total',
  'vat',
  'payment',
  'dueAt',
  'collectAt',
  'contactMasked',
  'consents',
  'consentReceipt',
  'deletion',
  'copyOf',
] as const;

/** What the lab may read of a job: no name, no contact, no file name of the customer. */
export const LAB_MANIFEST_FIELDS = ['schema', 'job', 'order', 'product', 'images'] as const;
export const LAB_IMAGE_FIELDS = ['name', 'quantity', 'length', 'sha256'] as const;
/** What the writers of order files are given; the studio's own words of the settings stand beside them. */
const LAB_ORDER_FILE_FIELDS = ['job', 'route', 'mm', 'reference', 'root', 'names', 'at'] as const;
export const LAB_PATH_FIELDS = [
  'Store',
  'Terminal',
  'Job',
  'Order',
  'Date',
  'Time',
  'Format',
  'Paper',
  'Crop',
  'Qty',
  'Index',
] as const;

/** What central gets of a message. */
export const MESSAGE_FIELDS = [
  'messageId',
  'template',
  'channel',
  'locale',
  'subjectRef',
  'orderId',
  'notice',
  'title',
  'paragraphs',
  'queuedAt',
  'expiresAt',
] as const;

/** Everything that leaves the terminal, on paper or as bytes. */
export const payloads = [
  payload('paper.kiosk-ticket', TICKET_FIELDS, PAPER),
  payload('paper.counter-receipt', TICKET_FIELDS, PAPER),
  payload('paper.envelope-slip', TICKET_FIELDS, PAPER),
  payload('paper.printer-test', ['printer'], NOBODY),
  payload('lab.job.json', LAB_MANIFEST_FIELDS, TO_LAB),
  payload('lab.job.json.images', LAB_IMAGE_FIELDS, TO_LAB),
  payload('lab.order-file', LAB_ORDER_FILE_FIELDS, TO_LAB),
  payload('lab.path', LAB_PATH_FIELDS, TO_LAB),
  payload('lab.image', ['pixels', 'profile'], { ...TO_LAB, personal: 'content', canary: 'photo' }),
  payload('message', MESSAGE_FIELDS, MESSAGE),
  payload('message.values', MESSAGE_VALUES, MESSAGE),
  payload('export.day-end', ['day', 'label', 'value'], NOBODY),
];
