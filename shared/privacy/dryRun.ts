import { z } from '../domain/z.ts';
import { ShopDay } from '../domain/time.ts';

/** Why a place stays or holds an erasure up. */
export const DRY_RUN_REASONS = ['order-open', 'legal-hold'] as const;

/** What an erasure would do to one place of the data map. */
export const DryRunItem = z.strictObject({
  /** Key of the data map: `table.column`, or the id of a file class. */
  at: z.string().min(1).max(80),
  what: z.enum(['goes', 'stays', 'blocked']),
  /** Values or files there now. */
  count: z.int().min(0),
  /** Law and article of the hold; null where nothing holds it. */
  law: z.string().max(120).nullable(),
  /** Riga day on which the hold ends; null where it has none yet, or nothing is held. */
  until: ShopDay.nullable(),
  reason: z.enum(DRY_RUN_REASONS).nullable(),
});
export type DryRunItem = z.infer<typeof DryRunItem>;

/** Item by item what goes, what stays and what is in the way (privacy specification 4.4, state TRIAGE). */
export const DryRun = z.strictObject({
  items: z.array(DryRunItem).max(1000),
  /** SHA-256 (hex) of the items and of the ids they were counted over: an erasure is ordered for exactly this. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type DryRun = z.infer<typeof DryRun>;
