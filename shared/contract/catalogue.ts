import { z } from 'zod';
import { Catalogue } from '../domain/catalogue.ts';
import { type Contract, EVERYONE, type Events } from './define.ts';

const LongText = z.strictObject({
  lv: z.string().max(20_000),
  en: z.string().max(20_000),
  ru: z.string().max(20_000),
});
const Statement = z.strictObject({
  lv: z.string().max(400),
  en: z.string().max(400),
  ru: z.string().max(400),
});

/** The notice in force. `text` is Markdown-free plain text, paragraphs split by blank lines; `sha256` is of the text shown. */
export const Notice = z.object({
  noticeId: z.string().max(40),
  version: z.string().max(20),
  sample: z.boolean(),
  effectiveAt: z.int(),
  summary: LongText,
  text: LongText,
  sha256: z.object({ lv: z.string().length(64), en: z.string().length(64), ru: z.string().length(64) }),
});
export type Notice = z.infer<typeof Notice>;

/** One optional purpose as it is put to the customer, one box for each. */
export const ConsentText = z.object({
  textId: z.string().max(60),
  version: z.string().max(20),
  purpose: z.string().max(40),
  channel: z.enum(['email', 'sms']),
  statement: Statement,
});
export type ConsentText = z.infer<typeof ConsentText>;

export const catalogue = {
  'catalogue:current': {
    kind: 'query',
    roles: EVERYONE,
    input: z.strictObject({}),
    output: z.object({ catalogue: Catalogue.nullable() }),
  },
  'notices:current': {
    kind: 'query',
    roles: EVERYONE,
    input: z.strictObject({}),
    output: z.object({ notice: Notice.nullable(), consents: z.array(ConsentText).max(20) }),
  },
} as const satisfies Contract;

export const catalogueEvents = {
  'catalogue-changed': { kind: 'event', roles: EVERYONE, payload: z.strictObject({}) },
} as const satisfies Events;
