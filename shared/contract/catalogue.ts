import { z } from '../domain/z.ts';
import { Catalogue } from '../domain/catalogue.ts';
import { CatalogueChange } from '../domain/catalogueChanges.ts';
import { type Contract, EVERYONE, type Events, SIGNED_IN } from './define.ts';

/** Most versions that are shown. */
export const MAX_CATALOGUE_VERSIONS = 8;

/** A price list as staff are told of it. Times in UTC ms. */
export const CatalogueVersion = z.object({
  version: z.int(),
  state: z.enum(['coming', 'inForce', 'past']),
  validFrom: z.int(),
  /** Role of who signed it, and when; null for a list that ships with Lete. */
  signed: z.object({ by: z.string().max(20), at: z.int(), forStore: z.boolean() }).nullable(),
  receivedAt: z.int(),
  /** Against the version before; null for the first one known here. */
  changes: z.array(CatalogueChange).max(1500).nullable(),
});
export type CatalogueVersion = z.infer<typeof CatalogueVersion>;

export const catalogue = {
  'catalogue:current': {
    kind: 'query',
    roles: EVERYONE,
    input: z.strictObject({}),
    output: z.object({ catalogue: Catalogue.nullable() }),
  },
  /** What holds, what is coming and what held, the newest first, and what each changed (ADM-4). */
  'catalogue:versions': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({}),
    output: z.object({ versions: z.array(CatalogueVersion).max(MAX_CATALOGUE_VERSIONS) }),
  },
} as const satisfies Contract;

export const catalogueEvents = {
  'catalogue-changed': { kind: 'event', roles: EVERYONE, payload: z.strictObject({}) },
} as const satisfies Events;
