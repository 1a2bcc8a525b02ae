import { z } from './z.ts';

/** By which channels customers can be told anything now: central sends, no terminal does (NOT-1). */
export const Sends = z.strictObject({ email: z.boolean(), sms: z.boolean() });
export type Sends = z.infer<typeof Sends>;
