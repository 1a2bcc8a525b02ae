import { CONSENT_PROOF, NOBODY, table } from './traits.ts';
import type { Traits } from '../entry.ts';

/** That and how an erasure was done: ids, codes and counts. */
export const ERASURE: Traits = {
  ...CONSENT_PROOF,
  purpose: ['rights'],
  basis: '6(1)(c)',
  retention: 'request',
  hold: 'request',
  access: 'requests',
  sync: 'none',
  canary: 'request',
};

/** Erasures and their certificates. Whose they are about is forgotten with the proof. */
export const erasureColumns = [
  ...table('erasure_job', {
    cmd_id: ERASURE,
    request_id: ERASURE,
    state: ERASURE,
    step: ERASURE,
    begun: ERASURE,
    reason: ERASURE,
    marker: ERASURE,
    counts: ERASURE,
    tries: ERASURE,
    ordered_at: ERASURE,
    next_at: ERASURE,
    settled_at: ERASURE,
  }),
  ...table('erasure_target', {
    cmd_id: ERASURE,
    kind: ERASURE,
    ref: { ...ERASURE, personal: 'pseudonym', canary: 'person-id' },
  }),
  ...table('erasure_certificate', {
    certificate_id: ERASURE,
    request_id: ERASURE,
    at: ERASURE,
    body: ERASURE,
  }),
  ...table('erasure_terminal', { cmd_id: ERASURE, terminal_id: NOBODY, state: ERASURE, since: ERASURE }),
  ...table('erasure_recipient', { cmd_id: ERASURE, task_id: ERASURE }),
  ...table('erasure_ledger_seen', { only: NOBODY, seq: NOBODY, hash: NOBODY }),
];
