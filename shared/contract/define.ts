import { z } from '../domain/z.ts';

/** Who may use a call. `nobody` is a window where no one has signed in and no visit runs. */
export const ROLES = ['nobody', 'customer', 'staff', 'manager'] as const;
export type Role = (typeof ROLES)[number];

/**
 * A person on a window as main knows it. The renderer never states who it is.
 * `windowId` is main's own number for the window.
 */
export const Caller = z.strictObject({
  windowId: z.int().nonnegative(),
  terminal: z.enum(['kiosk', 'counter', 'setup']),
  role: z.enum(ROLES),
  staffId: z.string().max(26).nullable(),
});
export type Caller = z.infer<typeof Caller>;

/**
 * One call of the contract. A query changes nothing; a command carries a `requestId` and is done at most once.
 * Input objects are strict, outputs strip unknown keys.
 */
export interface CallSpec {
  readonly kind: 'query' | 'command';
  readonly roles: readonly Role[];
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
}

/** One event: ids only, never personal data. It tells that something changed; the listener asks again. */
export interface EventSpec {
  readonly kind: 'event';
  readonly roles: readonly Role[];
  readonly payload: z.ZodObject;
}

// A template-literal key type would break the mapped types below, so names are plain strings.
export type Contract = Readonly<Record<string, CallSpec>>;
export type Events = Readonly<Record<string, EventSpec>>;

export type Input<C extends Contract, N extends keyof C> = z.infer<C[N]['input']>;
export type Output<C extends Contract, N extends keyof C> = z.infer<C[N]['output']>;

/** Picture bytes. Structured clone carries them; no text form exists. */
export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** Nothing to say but that it was done. */
export const Done = z.object({});

export const EVERYONE: readonly Role[] = [...ROLES];
export const SIGNED_IN = ['staff', 'manager'] as const satisfies readonly Role[];
export const ORDERING = ['customer', 'staff', 'manager'] as const satisfies readonly Role[];
export const MANAGER = ['manager'] as const satisfies readonly Role[];
