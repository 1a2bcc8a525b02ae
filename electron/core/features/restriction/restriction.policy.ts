import type { Role } from '../../../../shared/contract/define.ts';

/** Every way the app can use a person's data (privacy specification R6). */
export const VERBS = [
  'view',
  'search',
  'edit',
  'print',
  'reprint',
  'message',
  'export',
  'upload',
  'disclose',
  'merge',
  'count',
  'market',
] as const;
export type Verb = (typeof VERBS)[number];

const LOOKING: readonly Verb[] = ['view', 'search'];

/**
 * Whether a restricted person's data may be used so: storage is all that is left of it, and a manager may look at what
 * is stored (GDPR 18(2), policy P33). The person's own rights, such as access, do not pass here.
 */
export const mayUseRestricted = (verb: Verb, role: Role): boolean =>
  role === 'manager' && LOOKING.includes(verb);
