import { z } from '../domain/z.ts';
import { Catalogue } from '../domain/catalogue.ts';
import { type Contract, EVERYONE, type Events } from './define.ts';

export const catalogue = {
  'catalogue:current': {
    kind: 'query',
    roles: EVERYONE,
    input: z.strictObject({}),
    output: z.object({ catalogue: Catalogue.nullable() }),
  },
} as const satisfies Contract;

export const catalogueEvents = {
  'catalogue-changed': { kind: 'event', roles: EVERYONE, payload: z.strictObject({}) },
} as const satisfies Events;
