import {
  AUDIT,
  NOBODY,
  ORDER_ID,
  SHARED_FACT,
  STAFF_ACCOUNT,
  STAFF_ACT,
  STAFF_SECRET,
  table,
} from './traits.ts';

const COMMAND = { ...ORDER_ID, retention: 'command', hold: null, erase: 'delete-row', sync: 'none' } as const;

/** The terminal itself: settings, staff, price lists, texts, counters and what was asked of it. */
export const terminalColumns = [
  ...table('setting', { key: NOBODY, value: NOBODY }),
  ...table('request', {
    request_id: { ...COMMAND, access: 'never:security', canary: 'request' },
    actor: { ...STAFF_ACT, retention: 'command', sync: 'none' },
    call: { ...COMMAND, access: 'never:security', canary: 'request' },
    input_mac: { ...COMMAND, access: 'never:security', canary: 'request' },
    output: { ...COMMAND, access: 'never:security' },
    at: { ...COMMAND, access: 'never:security', canary: 'request' },
  }),
  ...table('audit', {
    seq: AUDIT,
    at: AUDIT,
    actor_role: AUDIT,
    actor_ref: { ...STAFF_ACT, retention: 'audit', sync: 'up' },
    terminal: AUDIT,
    action: AUDIT,
    object_ref: AUDIT,
  }),
  ...table('staff', {
    staff_id: STAFF_ACCOUNT,
    name: STAFF_ACCOUNT,
    role: STAFF_ACCOUNT,
    pin_salt: STAFF_SECRET,
    pin_hash: STAFF_SECRET,
    badge_mac: STAFF_SECRET,
    failures: STAFF_ACCOUNT,
    wait_until: STAFF_ACCOUNT,
    active: STAFF_ACCOUNT,
    created_at: STAFF_ACCOUNT,
  }),
  ...table('catalogue_version', {
    version: SHARED_FACT,
    valid_from: SHARED_FACT,
    body: SHARED_FACT,
    received_at: NOBODY,
  }),
  ...table('counter_stat', {
    day: SHARED_FACT,
    hour: SHARED_FACT,
    what: SHARED_FACT,
    detail: SHARED_FACT,
    count: SHARED_FACT,
  }),
];
