/**
 * Every expected failure that may reach a window. Each has a sentence in three languages (renderer/i18n, `errors`)
 * that says what the person can do. Closed: a code without a sentence does not compile.
 */
export const ERROR_CODES = [
  // the gate and the processes behind it
  'FORBIDDEN',
  'INVALID_INPUT',
  'INTERNAL',
  'NOT_READY',
  'BUSY',
  'CORE_RESTARTED',
  'CONFLICT',
  'NOT_FOUND',
  // set-up, keys, sign-in
  'ALREADY_SET_UP',
  'PASSPHRASE_WRONG',
  'PASSPHRASE_WEAK',
  'PIN_WRONG',
  'PIN_LOCKED',
  'PIN_WEAK',
  'NAME_TAKEN',
  'LAST_MANAGER',
  // prices and notices
  'NO_PRICE_LIST',
  'PRICE_CHANGED',
  'PRODUCT_UNAVAILABLE',
  'NO_NOTICE',
  'NOTICE_CHANGED',
  'NOTICE_INCOMPLETE',
  'NOTICE_TOO_SOON',
  'CONSENTS_CLOSED',
  'TOO_MANY_TRIES',
  // visits, drafts, media
  'VISIT_ENDED',
  'VISIT_RUNNING',
  'DRAFT_EMPTY',
  'DRAFT_TAKEN_OVER',
  'TOO_MANY_PHOTOS',
  'FILES_NOT_STORED',
  'SOURCE_GONE',
  'PHOTO_UNREADABLE',
  'IMAGING_DOWN',
  'CONTACT_INVALID',
  'ADDRESS_NEEDED',
  // orders
  'TRANSITION_REFUSED',
  'REASON_NEEDED',
  'MANAGER_NEEDED',
  'NOT_PAID',
  'ORDER_CHANGED',
  'ORDER_OPEN_ELSEWHERE',
  'LINKED_ORDER_NEEDED',
  'UNDO_EXPIRED',
  'PROOF_WRONG',
  'CODE_UNKNOWN',
  'CODE_INVALID',
  'CODE_OTHER_STORE',
  'AMOUNT_INVALID',
  // privacy
  'RESTRICTED',
  'RECIPIENT_UNKNOWN',
  'FIELD_NOT_ALLOWED',
  'DOCUMENT_NEEDED',
  'SECOND_PERSON_NEEDED',
  // output and devices
  'NO_ROUTE',
  'DISK_FULL',
  'FOLDER_MISSING',
  'PRINTER_ABSENT',
  'SETTING_REFUSED',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
