import type { Traits } from '../entry.ts';
import { NOBODY, STAFF_ACT, table } from './traits.ts';

/** What shows later that a request was answered, and how: codes and times, no word about the person. */
const REQUEST: Traits = {
  personal: 'commercial',
  subject: 'customer',
  purpose: ['rights'],
  basis: '6(1)(c)',
  retention: 'request',
  hold: 'request',
  erase: 'keep-by-law',
  restrict: 'allow',
  access: 'requests',
  sync: 'both',
  recipients: [],
  canary: 'request',
};
/** Whom to answer: sealed under a key of its own and gone 30 days after closing. */
const SEALED: Traits = {
  ...REQUEST,
  personal: 'contact',
  retention: 'request-contact',
  hold: null,
  erase: 'delete-row',
  sync: 'none',
};
const PSEUDONYM: Traits = { ...REQUEST, personal: 'pseudonym', erase: 'cut-link', canary: 'subject-ref' };
const DIGEST: Traits = { ...SEALED, personal: 'secret', access: 'never:security' };
const BY: Traits = { ...STAFF_ACT, retention: 'request' };

/** Columns that all say the same kind of thing. */
const all = (traits: Traits, names: string): Readonly<Record<string, Traits>> =>
  Object.fromEntries(names.split(' ').map((name) => [name, traits]));

/** Privacy requests (privacy specification 4.4). */
export const requestColumns = [
  ...table('privacy_number', all(NOBODY, 'year last')),
  ...table('privacy_request', {
    ...all(
      REQUEST,
      'request_id number type state channel locale received_at recorded_at terminal scope dry_run_hash due_at ' +
        'extended_until extension_reason matched_at clarify_since reminded_at cooling_until escalation overdue_at ' +
        'failed_in failure tried_at ordered_at pending_offline proven_at certificate_id duplicate_of settled_at ' +
        'closed_at viewed_at version',
    ),
    contact_enc: { ...SEALED, erase: 'set-null' },
    ...all(BY, 'intake_staff viewed_by'),
  }),
  ...table('privacy_subject', { request_id: REQUEST, subject_ref: PSEUDONYM, restricted: REQUEST }),
  ...table('privacy_verification', {
    ...all(REQUEST, 'verification_id request_id method level at'),
    staff_id: BY,
  }),
  ...table('privacy_code', {
    ...all({ ...SEALED, personal: 'commercial' }, 'request_id wanted_at until tries sends'),
    mac: DIGEST,
  }),
  ...table('privacy_correction', { ...all(SEALED, 'request_id field value_enc') }),
  ...table('privacy_decision', {
    ...all(REQUEST, 'decision_id request_id code reason law_refs at'),
    staff_id: BY,
  }),
  ...table('privacy_hold', all(REQUEST, 'request_id field law until')),
  ...table('privacy_letter', {
    ...all(REQUEST, 'letter_id request_id kind way locale at message_id'),
    staff_id: BY,
  }),
  ...table('privacy_target', all(REQUEST, 'request_id target cmd_id sent_at ack_at ack_sig result')),
  ...table('privacy_step', {
    ...all(REQUEST, 'step_id request_id at from_state to_state code'),
    staff_id: BY,
  }),
  ...table('legal_hold', {
    ...all(REQUEST, 'request_id placed_at released_at'),
    subject_ref: PSEUDONYM,
  }),
];
