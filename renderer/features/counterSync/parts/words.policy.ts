/** What a change is, as its op says it; a newer core may know more. */
const KINDS = [
  'order.placed',
  'order.moved',
  'order.undone',
  'order.edited',
  'payment.recorded',
  'consents.recorded',
  'subject.restricted',
  'message.queued',
  'erasure.ordered',
  'erasure.acknowledged',
] as const;

/** Why central did not take a change as it was meant. */
const REASONS = [
  'order_moved_on',
  'transition_refused',
  'exists',
  'unknown_order',
  'entity_mismatch',
  'erased',
  'wiped',
  'malformed',
  'unreadable',
  'too_large',
  'wrong_shop',
  'role',
] as const;

/** Parts of an order that are changed by themselves. */
const PARTS = ['lines', 'note', 'place', 'contact', 'files'] as const;

/** What an attempt to reach central came to. */
const ERRORS = [
  'offline',
  'malformed',
  'unknown_terminal',
  'token_expired',
  'revoked',
  'wipe',
  'role',
  'wrong_shop',
  'not_found',
  'epoch_taken',
  'gap',
  'fork',
  'incarnation',
  'cursor_gone',
  'erased',
  'too_large',
  'bad_chain',
  'ledger_first',
  'client_too_old',
  'slow_down',
  'hash_mismatch',
  'failed',
  'restoring',
  'unavailable',
  'spool_full',
] as const;

const known = <T extends string>(list: readonly T[], word: string): T | 'other' =>
  list.find((one) => one === word) ?? 'other';

export const kindOf = (kind: string) => known(KINDS, kind);
export const reasonOf = (code: string | null) => known(REASONS, code ?? '');
export const errorOf = (code: string) => known(ERRORS, code);

/** A conflict's code names the parts another terminal changed first. */
export const partsOf = (code: string | null) => (code ?? '').split(',').map((part) => known(PARTS, part));
