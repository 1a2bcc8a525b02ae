/** Zod under its usual name, for everything that is loaded with every start. */
export * as z from './deferredZod.ts';
