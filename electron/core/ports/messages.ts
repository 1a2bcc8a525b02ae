import { z } from '../../../shared/domain/z.ts';
import { Caller } from '../../../shared/contract/define.ts';
import { TerminalKind, TerminalState } from '../../../shared/contract/terminal.ts';

/** What main tells core once, right after its start. Keys never travel here, nor in arguments or environment. */
export const CoreConfig = z.strictObject({
  dataFolder: z.string(),
  resourcesFolder: z.string(),
  /** Role asked for on the command line, for trials. */
  kind: TerminalKind.nullable(),
  /** A folder that stands in for a card, for trials. */
  mediaFolder: z.string().nullable(),
  /** Node 24 that runs the imaging process. */
  nodePath: z.string(),
  imagingEntry: z.string(),
  /** SQLite add-on rebuilt for this runtime, or null for the packaged one. */
  nativeBinding: z.string().nullable(),
  fontFolder: z.string(),
  version: z.string(),
});
export type CoreConfig = z.infer<typeof CoreConfig>;

const Bytes = z.instanceof(Uint8Array);

/** Calls in the other direction: what core asks of the shell. */
export const PORT_CALLS = {
  'os:available': { input: z.null(), output: z.boolean() },
  'os:wrap': { input: Bytes, output: Bytes },
  'os:unwrap': { input: Bytes, output: Bytes },
  'shell:quit': { input: z.null(), output: z.null() },
  'shell:restart': { input: z.null(), output: z.null() },
  'shell:htmlToPdf': { input: z.string().max(2_000_000), output: Bytes },
} as const;
export type PortCall = keyof typeof PORT_CALLS;

export const ToCore = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('init'), config: CoreConfig }),
  z.strictObject({
    type: z.literal('call'),
    id: z.int(),
    name: z.string(),
    input: z.unknown(),
    caller: Caller,
    ref: z.string(),
  }),
  z.strictObject({ type: z.literal('portAnswer'), id: z.int(), ok: z.boolean(), value: z.unknown() }),
  z.strictObject({ type: z.literal('ping') }),
  z.strictObject({ type: z.literal('shutdown') }),
]);
export type ToCore = z.infer<typeof ToCore>;

export const ToMain = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('answer'), id: z.int(), answer: z.unknown() }),
  z.strictObject({ type: z.literal('pong') }),
  z.strictObject({ type: z.literal('event'), name: z.string(), payload: z.unknown() }),
  z.strictObject({ type: z.literal('state'), state: TerminalState }),
  z.strictObject({ type: z.literal('port'), id: z.int(), call: z.string(), input: z.unknown() }),
]);
export type ToMain = z.infer<typeof ToMain>;
