import { audit } from './audit.ts';
import { access } from './access.ts';
import { backups } from './backups.ts';
import { catalogue, catalogueEvents } from './catalogue.ts';
import { consents } from './consents.ts';
import { customers } from './customers.ts';
import type { Input as InputOf, Output as OutputOf } from './define.ts';
import { disclosures } from './disclosures.ts';
import { draftEvents, drafts } from './drafts.ts';
import { erasure, erasureEvents } from './erasure.ts';
import { log } from './log.ts';
import { media, mediaEvents } from './media.ts';
import { noticeEvents, notices } from './notices.ts';
import { messages } from './messages.ts';
import { orderEvents, orders } from './orders.ts';
import { jobs, outputEvents, reports, tickets } from './output.ts';
import { phone, phoneEvents } from './phone.ts';
import { productEvents, products } from './products.ts';
import { requestEvents, requests } from './requests.ts';
import { retention } from './retention.ts';
import { settings, settingsEvents } from './settings.ts';
import { staff, staffEvents } from './staff.ts';
import { statistics } from './statistics.ts';
import { sync, syncEvents } from './sync.ts';
import { terminal, terminalEvents } from './terminal.ts';
import { visitEvents, visits } from './visits.ts';
import type { z } from '../domain/z.ts';

/** Every call between a window and the core. */
export const contract = {
  ...terminal,
  ...staff,
  ...catalogue,
  ...notices,
  ...consents,
  ...customers,
  ...media,
  ...phone,
  ...drafts,
  ...visits,
  ...orders,
  ...messages,
  ...jobs,
  ...products,
  ...tickets,
  ...reports,
  ...statistics,
  ...access,
  ...disclosures,
  ...requests,
  ...retention,
  ...settings,
  ...backups,
  ...erasure,
  ...audit,
  ...sync,
  ...log,
} as const;

/** Every event from the core to windows. */
export const events = {
  ...terminalEvents,
  ...staffEvents,
  ...catalogueEvents,
  ...noticeEvents,
  ...mediaEvents,
  ...phoneEvents,
  ...draftEvents,
  ...visitEvents,
  ...orderEvents,
  ...outputEvents,
  ...productEvents,
  ...requestEvents,
  ...settingsEvents,
  ...erasureEvents,
  ...syncEvents,
} as const;

export type AppContract = typeof contract;
export type CallName = keyof AppContract;
export type CommandName = { [N in CallName]: AppContract[N]['kind'] extends 'command' ? N : never }[CallName];
export type QueryName = Exclude<CallName, CommandName>;
export type CallInput<N extends CallName> = InputOf<AppContract, N>;
export type CallOutput<N extends CallName> = OutputOf<AppContract, N>;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]['payload']>;
