import type { Migration } from './types.ts';

// Who gets it is looked up when it goes out: a corrected contact counts, an erased one is gone.
// An erasure is decided by how many values there are to delete. So nothing that changes on the way is ever null:
// a letter that went out meanwhile does not make the deletion another one.
const MESSAGES = `
CREATE TABLE message (
  message_id TEXT PRIMARY KEY CHECK (length(message_id) = 26 AND message_id NOT GLOB '*[^0-9A-Z]*'),
  -- What it is sent once for.
  cause TEXT NOT NULL UNIQUE CHECK (length(cause) BETWEEN 1 AND 120 AND cause NOT GLOB '*[^0-9A-Za-z.:-]*'),
  template TEXT NOT NULL CHECK (template IN ('order.placed', 'order.problem', 'order.ready', 'order.reminder',
    'request.letter', 'request.code', 'notice.change', 'marketing.offers', 'marketing.news', 'marketing.hours')),
  person_id TEXT NOT NULL REFERENCES person (person_id) ON DELETE CASCADE,
  order_id TEXT REFERENCES orders (order_id) ON DELETE CASCADE,
  privacy_request_id TEXT REFERENCES privacy_request (request_id) ON DELETE CASCADE,
  notice_id TEXT,
  notice_version TEXT,
  channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
  locale TEXT NOT NULL CHECK (locale IN ('lv', 'en', 'ru')),
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'handed', 'sent', 'bounced', 'cancelled')),
  reason TEXT NOT NULL DEFAULT 'none' CHECK (reason IN ('none', 'undeclared', 'no_contact', 'no_consent', 'withdrawn',
    'overtaken', 'undone', 'expired', 'erased')),
  -- A letter as it was decided, sealed; emptied once it need not go out any more.
  letter BLOB NOT NULL DEFAULT x'',
  expires_at INTEGER,
  queued_at INTEGER NOT NULL,
  state_at INTEGER NOT NULL,
  called_at INTEGER,
  called_by TEXT REFERENCES staff (staff_id),
  CHECK ((state = 'cancelled') = (reason <> 'none')),
  CHECK ((template GLOB 'order.*') = (order_id IS NOT NULL)),
  CHECK ((template GLOB 'request.*') = (privacy_request_id IS NOT NULL)),
  CHECK ((template GLOB 'notice.*') = (notice_id IS NOT NULL AND notice_version IS NOT NULL)),
  CHECK (called_at IS NULL OR (state = 'bounced' AND called_by IS NOT NULL)),
  FOREIGN KEY (notice_id, notice_version) REFERENCES notice_version (notice_id, version)
) STRICT;
CREATE INDEX message_person ON message (person_id);
CREATE INDEX message_order ON message (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX message_request ON message (privacy_request_id) WHERE privacy_request_id IS NOT NULL;
CREATE INDEX message_state ON message (state, message_id);
`;

export const messages: Migration = {
  version: 100,
  name: 'messages',
  up: (_run, exec) => exec(MESSAGES),
};
