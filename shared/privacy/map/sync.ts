import type { Traits } from '../entry.ts';
import { ERASURE } from './erasure.ts';
import { hubColumns } from './hub.ts';
import { MESSAGE, NOBODY, ORDER_FACT, PHOTO, STAFF_ACT, table } from './traits.ts';

/** What is on its way to central: codes, pseudonyms and random ids. It ends some days after central has it. */
const OP: Traits = {
  ...ORDER_FACT,
  personal: 'pseudonym',
  retention: 'outbox',
  hold: null,
  erase: 'cut-link',
  restrict: 'allow',
  access: 'never:derived',
  sync: 'up',
  canary: 'order-id',
};

/** A copy of what the order, the person or the consent says elsewhere; redacted with them. */
const OP_BODY: Traits = { ...OP, personal: 'content', erase: 'set-null', canary: 'name' };
const OP_STAFF: Traits = { ...STAFF_ACT, retention: 'outbox', sync: 'up' };

const VERSION: Traits = {
  ...MESSAGE,
  purpose: ['order.fulfil'],
  restrict: 'allow',
  access: 'never:derived',
  sync: 'none',
  recipients: [],
  canary: 'order-id',
};

const FILE: Traits = { ...PHOTO, access: 'never:derived', sync: 'none' };

/** What synchronisation keeps beside the data it carries. */
export const syncColumns = [
  ...hubColumns,
  ...table('outbox', {
    epoch: NOBODY,
    seq: NOBODY,
    op_id: OP,
    type: OP,
    type_v: NOBODY,
    entity: OP,
    entity_id: OP,
    base_version: NOBODY,
    subjects: { ...OP, canary: 'subject-ref' },
    orders: OP,
    actor_ref: OP_STAFF,
    role: OP_STAFF,
    at: OP,
    body: OP_BODY,
    salt: OP_BODY,
    body_sha256: OP,
    bytes: OP,
    header: OP,
    op_hash: OP,
    sig: OP,
    state: OP,
    code: OP,
    attempts: NOBODY,
    acked_at: OP,
    settled: OP,
    settled_at: OP,
    settled_by: OP_STAFF,
    settled_reason: { ...OP_BODY, canary: 'note' },
    hub_acked: NOBODY,
  }),
  ...table('sync_entity', { entity: NOBODY, entity_id: VERSION, version: NOBODY }),
  ...table('feed_letter', {
    entity: NOBODY,
    entity_id: VERSION,
    code: NOBODY,
    at: NOBODY,
    app_version: NOBODY,
  }),
  ...table('feed_state', { scope: NOBODY, incarnation: NOBODY, cursor: NOBODY, after: VERSION }),
  ...table('sync_terminal', {
    only: NOBODY,
    url: NOBODY,
    settings_pub: NOBODY,
    terminal_id: NOBODY,
    shop_id: NOBODY,
    role: NOBODY,
    letter: NOBODY,
    erasure_pub: NOBODY,
    incarnation: NOBODY,
    epoch: NOBODY,
    epoch_hash: NOBODY,
    epoch_record: NOBODY,
    last_seq: NOBODY,
    enrolled_at: NOBODY,
    last_contact_at: NOBODY,
    offline_since: NOBODY,
    refused: NOBODY,
    refused_at: NOBODY,
    clock_at: NOBODY,
    absent_ms: NOBODY,
    locked_at: NOBODY,
    sends_email: NOBODY,
    sends_sms: NOBODY,
  }),
  ...table('sync_ledger', { only: NOBODY, seq: NOBODY, hash: NOBODY, attested_at: NOBODY }),
  ...table('sync_erasure', {
    cmd_id: ERASURE,
    ledger_seq: NOBODY,
    acknowledged: NOBODY,
    line: ERASURE,
  }),
  ...table('locked_order', { order_id: VERSION, cause: NOBODY }),
  ...table('sync_file', {
    order_id: { ...FILE, canary: 'order-id' },
    file_id: FILE,
    cipher_sha256: FILE,
    size: FILE,
    local: FILE,
    central: FILE,
    damaged_at: FILE,
    hub: FILE,
    relayed_at: FILE,
    confirmed_at: FILE,
  }),
];
