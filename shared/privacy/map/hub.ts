import type { Traits } from '../entry.ts';
import { ERASURE } from './erasure.ts';
import { MESSAGE, NOBODY, ORDER_FACT, table } from './traits.ts';

/** What another terminal sent by here on its way to central: it ends as that terminal's own copy does. */
const RELAYED: Traits = {
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
const RELAYED_BODY: Traits = { ...RELAYED, personal: 'content', erase: 'set-null', canary: 'name' };

const NAMED: Traits = {
  ...MESSAGE,
  purpose: ['order.fulfil'],
  restrict: 'allow',
  access: 'never:derived',
  sync: 'none',
  recipients: [],
  canary: 'order-id',
};

const PASSED_ON: Traits = { ...ERASURE, personal: 'pseudonym', canary: 'order-id' };

/** What a counter keeps as its store's hub, and a terminal of its hub (ADR 0027). */
export const hubColumns = [
  ...table('hub_life', { only: NOBODY, incarnation: NOBODY, head: NOBODY }),
  ...table('hub_terminal', {
    terminal_id: NOBODY,
    role: NOBODY,
    sign_pub: NOBODY,
    epoch: NOBODY,
    last_seq: NOBODY,
    last_hash: NOBODY,
    revoked: NOBODY,
    ledger_seq: NOBODY,
  }),
  ...table('hub_op', {
    place: NOBODY,
    terminal_id: NOBODY,
    epoch: NOBODY,
    seq: NOBODY,
    op_id: RELAYED,
    type: RELAYED,
    entity: RELAYED,
    entity_id: RELAYED,
    subjects: { ...RELAYED, canary: 'subject-ref' },
    orders: RELAYED,
    header: RELAYED,
    op_hash: RELAYED,
    sig: RELAYED,
    body: RELAYED_BODY,
    salt: RELAYED_BODY,
    at: RELAYED,
    own_epoch: NOBODY,
    own_seq: NOBODY,
    state: RELAYED,
    code: RELAYED,
    acked_at: RELAYED,
    laid_over: NOBODY,
  }),
  ...table('hub_feed', { place: NOBODY, entity: NOBODY, entity_id: NAMED }),
  ...table('hub_ledger', { seq: NOBODY, line: PASSED_ON, hash: NOBODY }),
  ...table('hub_erased', { ref: PASSED_ON }),
  ...table('sync_hub', {
    only: NOBODY,
    terminal_id: NOBODY,
    url: NOBODY,
    tls_sha256: NOBODY,
    incarnation: NOBODY,
    cursor: NOBODY,
    heard_at: NOBODY,
  }),
  ...table('sync_provisional', { entity: NOBODY, entity_id: NAMED, after_seq: NOBODY }),
];
