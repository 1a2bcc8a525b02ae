import type { Traits } from '../entry.ts';
import { CONSENT_SUBJECT, ORDER_ID, PERSON_LINK, STAFF_ACT, table } from './traits.ts';

/** Who got which fields: no values, so it outlives the person (GDPR 15(1)(c), 19). */
const DISCLOSURE: Traits = {
  ...CONSENT_SUBJECT,
  personal: 'commercial',
  purpose: ['rights'],
  basis: '6(1)(c)',
  retention: 'disclosure',
  hold: 'disclosure',
  erase: 'keep-by-law',
  access: 'disclosures',
};
const APPROVAL: Traits = { ...STAFF_ACT, retention: 'disclosure' };

/** What is known of a package that was built for a person's request; the package itself is a class of files. */
const PACKAGE: Traits = {
  ...DISCLOSURE,
  retention: 'access-package',
  hold: null,
  erase: 'delete-row',
  access: 'never:derived',
  sync: 'none',
  canary: 'request',
};

/** Disclosures, what their recipients are told later, and access packages. */
export const disclosureColumns = [
  ...table('disclosure', {
    disclosure_id: DISCLOSURE,
    at: DISCLOSURE,
    state: DISCLOSURE,
    ground: DISCLOSURE,
    recipient_id: DISCLOSURE,
    fields: DISCLOSURE,
    subject_count: DISCLOSURE,
    file_count: DISCLOSURE,
    doc_type: DISCLOSURE,
    doc_number: DISCLOSURE,
    doc_date: DISCLOSURE,
    doc_basis: DISCLOSURE,
    doc_verified: DISCLOSURE,
    proportionality: DISCLOSURE,
    channel: DISCLOSURE,
    given: DISCLOSURE,
    may_be_told: DISCLOSURE,
    tell_not_before: DISCLOSURE,
    logged_by: APPROVAL,
    approved_by_1: APPROVAL,
    approved_by_2: APPROVAL,
    answers: DISCLOSURE,
    code: { ...DISCLOSURE, personal: 'secret', access: 'never:security', sync: 'none' },
  }),
  ...table('disclosure_order', {
    disclosure_id: DISCLOSURE,
    order_id: { ...ORDER_ID, retention: 'disclosure', hold: 'disclosure', access: 'disclosures' },
    subject_ref: { ...DISCLOSURE, personal: 'pseudonym', hold: null, erase: 'cut-link' },
  }),
  ...table('recipient_task', {
    task_id: DISCLOSURE,
    disclosure_id: DISCLOSURE,
    kind: DISCLOSURE,
    made_at: DISCLOSURE,
    due_at: DISCLOSURE,
    sent_at: DISCLOSURE,
    acknowledged_at: DISCLOSURE,
  }),
  ...table('access_package', {
    privacy_request_id: PACKAGE,
    state: PACKAGE,
    code: { ...PACKAGE, personal: 'secret', access: 'never:security' },
    sha256: PACKAGE,
    made_at: PACKAGE,
    expires_at: PACKAGE,
    collected_at: PACKAGE,
  }),
  ...table('access_package_person', {
    privacy_request_id: PACKAGE,
    person_id: { ...PERSON_LINK, retention: 'access-package', access: 'never:derived', sync: 'none' },
  }),
];
