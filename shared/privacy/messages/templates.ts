import { z } from '../../domain/z.ts';
import type { OrderStatus } from '../../domain/orderStatus.ts';
import type { Purpose } from '../purposes.ts';

/**
 * What a text may be filled with, and nothing else: no photo, no file name, no name, no price (NOT-4). `recipient` and
 * `registration` are a company's, `contact` is our own address for privacy.
 */
export const MESSAGE_VALUES = [
  'number',
  'store',
  'hours',
  'link',
  'date',
  'withdraw',
  'recipient',
  'registration',
  'contact',
] as const;
export type MessageValue = (typeof MESSAGE_VALUES)[number];

/** Whom a message is about decides what is looked up before it may go. */
export type About =
  /** `during`: what the order must still be, or the message has been overtaken; on hold it waits. */
  | { readonly about: 'order'; readonly during: readonly OrderStatus[] }
  /** A finished letter of a privacy request. */
  | { readonly about: 'request' }
  /** A material change of the notice (P37). */
  | { readonly about: 'notice' }
  | { readonly about: 'marketing' };

export type TemplateRule = About & { readonly purpose: Purpose };
/** Of what central tells people by itself. */
export type CentralRule = { readonly about: 'transfer'; readonly purpose: Purpose };

/**
 * Every message there is, each with the one purpose it serves (P7, P17). What is not in this list is refused; a caller
 * names a template and never a purpose.
 */
export const MESSAGE_TEMPLATES = {
  'order.placed': {
    purpose: 'order.contact',
    about: 'order',
    during: ['placed', 'files_needed', 'in_production', 'in_transit'],
  },
  'order.problem': { purpose: 'order.contact', about: 'order', during: ['files_needed'] },
  'order.ready': { purpose: 'order.contact', about: 'order', during: ['ready'] },
  'order.reminder': { purpose: 'order.contact', about: 'order', during: ['ready', 'notified'] },
  'request.letter': { purpose: 'rights', about: 'request' },
  'request.code': { purpose: 'rights', about: 'request' },
  'notice.change': { purpose: 'rights', about: 'notice' },
  'marketing.offers': { purpose: 'marketing.offers', about: 'marketing' },
  'marketing.news': { purpose: 'marketing.news', about: 'marketing' },
  'marketing.hours': { purpose: 'marketing.hours', about: 'marketing' },
} as const satisfies Readonly<Record<string, TemplateRule>>;

/** What central alone tells people, and no terminal: their data passes to a successor (P26). */
export const CENTRAL_TEMPLATES = {
  'transfer.notice': { purpose: 'rights', about: 'transfer' },
} as const satisfies Readonly<Record<string, CentralRule>>;
export type CentralTemplate = keyof typeof CENTRAL_TEMPLATES;

export type MessageTemplate = keyof typeof MESSAGE_TEMPLATES;
export const MESSAGE_TEMPLATE_IDS = Object.keys(MESSAGE_TEMPLATES) as readonly MessageTemplate[];
export const MessageTemplate = z.enum(MESSAGE_TEMPLATE_IDS as [MessageTemplate, ...MessageTemplate[]]);

/** Messages that follow an order (NOT-2). */
export const ORDER_TEMPLATES = ['order.placed', 'order.problem', 'order.ready', 'order.reminder'] as const;
export const OrderTemplate = z.enum(ORDER_TEMPLATES);
export type OrderTemplate = z.infer<typeof OrderTemplate>;

/** The rule of a template, or null for whatever nobody declared. */
export const templateRule = (template: string): TemplateRule | null =>
  Object.hasOwn(MESSAGE_TEMPLATES, template) ? MESSAGE_TEMPLATES[template as MessageTemplate] : null;

/** The rule of what central tells people by itself, or null. */
export const centralRule = (template: string): CentralRule | null =>
  Object.hasOwn(CENTRAL_TEMPLATES, template) ? CENTRAL_TEMPLATES[template as CentralTemplate] : null;

/** `handed`: central has it and has not answered yet. */
export const MESSAGE_STATES = ['queued', 'handed', 'sent', 'bounced', 'cancelled'] as const;
export const MessageState = z.enum(MESSAGE_STATES);
export type MessageState = z.infer<typeof MessageState>;

/** Why a message was cancelled, or refused at once. */
export const CANCEL_REASONS = [
  /** No template of that name. */
  'undeclared',
  /** The person has no such contact, or did not choose this way. */
  'no_contact',
  /** No live consent for this purpose and channel, or the contact is suppressed. */
  'no_consent',
  'withdrawn',
  /** The order, the request or the telling went on without it. */
  'overtaken',
  /** The change it told of was taken back. */
  'undone',
  /** Its time is over. */
  'expired',
  'erased',
] as const;
export const CancelReason = z.enum(CANCEL_REASONS);
export type CancelReason = z.infer<typeof CancelReason>;
