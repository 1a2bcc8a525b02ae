import { MESSAGE, STAFF_ACT, table } from './traits.ts';

const ABOUT_ORDER = { ...MESSAGE, canary: 'order-id' } as const;

/** Messages that wait to be sent, and what became of them. */
export const messageColumns = table('message', {
  message_id: MESSAGE,
  cause: ABOUT_ORDER,
  template: MESSAGE,
  person_id: MESSAGE,
  order_id: ABOUT_ORDER,
  privacy_request_id: { ...MESSAGE, canary: 'request' },
  notice_id: MESSAGE,
  notice_version: MESSAGE,
  channel: MESSAGE,
  locale: MESSAGE,
  state: MESSAGE,
  reason: MESSAGE,
  letter: { ...MESSAGE, personal: 'content', access: 'never:security', canary: 'request' },
  expires_at: MESSAGE,
  queued_at: MESSAGE,
  state_at: MESSAGE,
  uncertain: MESSAGE,
  called_at: MESSAGE,
  called_by: { ...STAFF_ACT, retention: 'order-contact' },
});
