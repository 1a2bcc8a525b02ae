import {
  ADDRESS,
  CONSENT_PROOF,
  CONSENT_SUBJECT,
  EMAIL,
  NAME,
  PERSON_LINK,
  PHONE,
  PHONE_TAIL,
  STAFF_ACT,
  table,
} from './traits.ts';

/** People, their pseudonyms and their consents. */
export const peopleColumns = [
  ...table('person', {
    person_id: PERSON_LINK,
    name: NAME,
    email: EMAIL,
    phone: PHONE,
    address: ADDRESS,
    phone_tail: PHONE_TAIL,
    created_at: PERSON_LINK,
  }),
  ...table('subject_map', {
    subject_ref: { ...PERSON_LINK, canary: 'subject-ref' },
    person_id: PERSON_LINK,
  }),
  ...table('consent_event', {
    seq: CONSENT_PROOF,
    record_id: CONSENT_PROOF,
    event: CONSENT_PROOF,
    subject_ref: CONSENT_SUBJECT,
    purpose: CONSENT_PROOF,
    channel: CONSENT_PROOF,
    text_id: CONSENT_PROOF,
    text_version: CONSENT_PROOF,
    statement_sha256: CONSENT_PROOF,
    notice_id: CONSENT_PROOF,
    notice_version: CONSENT_PROOF,
    notice_sha256: CONSENT_PROOF,
    locale: CONSENT_PROOF,
    method: CONSENT_PROOF,
    default_state: CONSENT_PROOF,
    terminal: CONSENT_PROOF,
    staff_ref: { ...STAFF_ACT, retention: 'consent-proof' },
    occurred_at: CONSENT_PROOF,
  }),
];
