import { writeSync } from 'node:fs';

/** What somebody was told to be saved, in the order in which it was told. */
export type Told =
  /** The first manager is there, and then: the terminal is enrolled. */
  | { readonly is: 'set-up' | 'enrolled' }
  | {
      readonly is: 'order';
      readonly orderId: string;
      readonly number: string;
      readonly photos: readonly { readonly fileId: string; readonly sha256: string }[];
    }
  | { readonly is: 'note' | 'status'; readonly orderId: string; readonly value: string }
  | { readonly is: 'payment'; readonly orderId: string; readonly paymentId: string }
  /** An op of the change before: it has to be on its way. */
  | { readonly is: 'op'; readonly opId: string; readonly entityId: string }
  /** An op that may have gone out: from then on it has this number and hash. */
  | { readonly is: 'sealed'; readonly epoch: number; readonly seq: number; readonly hash: string }
  | { readonly is: 'backup'; readonly name: string };

/** Tells it so that a record of the process shows when. */
export const tell = (told: Told): void => void writeSync(1, `ACK ${JSON.stringify(told)}\n`);

/** What the text of a record's promise told. */
export const toldIn = (text: string): Told => JSON.parse(text) as Told;
