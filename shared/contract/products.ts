import { z } from '../domain/z.ts';
import { PaperOut } from '../domain/availability.ts';
import { ProductCode } from '../domain/catalogue.ts';
import { RequestId } from '../domain/ids.ts';
import { OutputId } from '../domain/labs.ts';
import { type Contract, Done, EVERYONE, type Events, SIGNED_IN } from './define.ts';

/** One product of the price list in force that cannot be made now. */
export const ProductOut = z.object({
  format: ProductCode,
  paper: ProductCode,
  /** When one print of it would be ready, UTC ms; null where nobody knows: at a kiosk it cannot be ordered. */
  readyAt: z.int().nullable(),
});
export type ProductOut = z.infer<typeof ProductOut>;

/** One printer or lab as staff see it. */
export const PrintStation = z.object({
  /** Of the settings; null is the folder of what no output takes. */
  output: OutputId.nullable(),
  /** As it was named in the settings; empty for that folder. */
  name: z.string().max(40),
  state: z.enum(['working', 'paused', 'folder', 'failing']),
  /** Prints that wait there, and how many it makes in an hour. */
  waiting: z.int(),
  perHour: z.int(),
  /** The papers it prints on, and whether each is out. */
  papers: z.array(z.object({ paper: ProductCode, out: PaperOut.pick({ back: true }).nullable() })).max(20),
});
export type PrintStation = z.infer<typeof PrintStation>;

export const products = {
  /** What cannot be made now, with an honest time (PRI-9). */
  'products:out': {
    kind: 'query',
    roles: EVERYONE,
    input: z.strictObject({}),
    output: z.object({ products: z.array(ProductOut).max(500) }),
  },
  'products:stations': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({}),
    output: z.object({ stations: z.array(PrintStation).max(13) }),
  },
  /** A paper is out at a printer, or (`out` null) there again; jobs on it wait meanwhile. */
  'products:markPaper': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({
      requestId: RequestId,
      output: OutputId.nullable(),
      paper: ProductCode,
      out: PaperOut.pick({ back: true }).nullable(),
    }),
    output: Done,
  },
  /** Keeps the jobs of an output waiting, or lets them go. */
  'products:pause': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, output: OutputId, paused: z.boolean() }),
    output: Done,
  },
} as const satisfies Contract;

export const productEvents = {
  /** Something is out that was not, or there again. */
  'products-changed': { kind: 'event', roles: EVERYONE, payload: z.strictObject({}) },
} as const satisfies Events;
