import { z } from '../domain/z.ts';
import { PaperOut } from '../domain/availability.ts';
import { RequestId } from '../domain/ids.ts';
import { LabsSettings, PrintsPerHour } from '../domain/labs.ts';
import { OpeningHours } from '../domain/openingHours.ts';
import { Sends } from '../domain/sends.ts';
import { RetentionSettings } from '../domain/retention.ts';
import { type Contract, EVERYONE, type Events, MANAGER } from './define.ts';

/** Settings of one terminal. Times in milliseconds, moneys in cents. Defaults: design guide section 7, formats 5 and 12. */
export const Settings = z.strictObject({
  store: z.strictObject({
    code: z.string().regex(/^\d{2}$/),
    name: z.string().max(80),
    address: z.string().max(160),
    phone: z.string().max(30),
    openingHours: OpeningHours,
    privacyContact: z.string().max(120),
    statusUrl: z.string().max(120),
  }),
  terminal: z.strictObject({
    letter: z.string().regex(/^[ACEFHJKLMNPRTUVWXY]$/),
    name: z.string().max(40),
    /** Mbit/s that photos on their way to central may take; 0: as fast as the line goes. */
    uploadMbit: z.int().min(0).max(1000),
  }),
  kiosk: z.strictObject({
    idleWarningMs: z.int().min(30_000).max(600_000),
    idleAnswerMs: z.int().min(30_000).max(300_000),
    moreTimeMs: z.int().min(60_000).max(1_800_000),
    numberScreenMs: z.int().min(10_000).max(300_000),
    resumeWithinMs: z.int().min(0).max(300_000),
    pxPerMm: z.number().min(1).max(20),
    sounds: z.boolean(),
  }),
  /** Photos from customers' phones over the shop's own network (MED-4). */
  phone: z.strictObject({
    on: z.boolean(),
    /** Own IPv4 address that phones reach this terminal by; empty: the one in a private range. */
    address: z.string().regex(/^(\d{1,3}(\.\d{1,3}){3})?$/),
    /** To be let through the firewall. 0: any that is free. */
    port: z.int().min(0).max(65_535),
    /** Plain HTTP: phones warn of nothing, but others on the network can read along. */
    plain: z.boolean(),
    /** The Wi-Fi for guests, as the code that joins it says; without a name there is none. */
    wifiName: z.string().max(32),
    wifiPassword: z.string().max(63),
  }),
  /** This counter as its store's hub: what stands in for central on the shop's own network. */
  hub: z.strictObject({
    on: z.boolean(),
    /** Own IPv4 address that the store's terminals reach it by; empty: the one in a private range. */
    address: z.string().regex(/^(\d{1,3}(\.\d{1,3}){3})?$/),
    /** To be let through the firewall. 0: any that is free. */
    port: z.int().min(0).max(65_535),
  }),
  counter: z.strictObject({
    lockAfterMs: z.int().min(60_000).max(900_000),
    theme: z.enum(['light', 'dark']),
    singleKeys: z.boolean(),
    scannerPrefix: z.string().max(8),
    /** More views of customers by one person within an hour raise a flag. */
    viewsPerHour: z.int().min(5).max(1000),
  }),
  production: z.strictObject({
    folder: z.string().max(1000).nullable(),
    template: z.string().min(1).max(200),
    copies: z.enum(['inName', 'repeatFiles']),
    marker: z.enum(['none', 'job.json']),
    mayStartUnpaid: z.boolean(),
    start: z.enum(['byStaff', 'atOnce', 'whenPaid']),
    keepFilesMs: z.int().min(0).max(2_592_000_000),
    /** Of what no output takes; by it ready times are told. */
    perHour: PrintsPerHour,
  }),
  /** Controllers with products of their own; what they do not take goes where `production` says. */
  labs: LabsSettings,
  /** What staff say is out now; changed by `products:markPaper`. */
  stock: z.strictObject({ papersOut: z.array(PaperOut).max(260) }),
  printer: z.strictObject({
    kind: z.enum(['none', 'file', 'tcp']),
    host: z.string().max(255),
    port: z.int().min(1).max(65_535),
    dots: z.union([z.literal(384), z.literal(512), z.literal(576)]),
    printAtKiosk: z.boolean(),
  }),
  times: z.strictObject({
    readyAfterMs: z.int().min(0).max(2_592_000_000),
    expressAfterMs: z.int().min(0).max(2_592_000_000),
    uncollectedAfterDays: z.int().min(1).max(365),
  }),
  /** Who answers for the data, as notices, receipts and consent records name it. */
  controller: z.strictObject({
    name: z.string().max(120),
    regNo: z.string().max(20),
    address: z.string().max(160),
  }),
  consent: z.strictObject({
    /** Years from which a person may consent alone; to be confirmed by counsel. */
    ageLimit: z.int().min(13).max(18),
    /** Months after which a consent is asked for again. */
    validMonths: z.int().min(1).max(60),
    /** Days between the publication of a material change and its effect; to be confirmed by counsel. */
    noticeLeadDays: z.int().min(0).max(365),
  }),
  retention: RetentionSettings,
});
export type Settings = z.infer<typeof Settings>;

export const settings = {
  'settings:get': {
    kind: 'query',
    roles: EVERYONE,
    input: z.strictObject({}),
    output: z.object({
      settings: Settings,
      /** By which channels a customer can be told anything: central sends, no terminal does. */
      sends: Sends,
    }),
  },
  /** Replaces whole sections. A setting that cannot work (folder not writable, template refused) is SETTING_REFUSED. */
  'settings:change': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ requestId: RequestId, change: Settings.partial() }),
    output: z.object({}),
  },
  'settings:testPrinter': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ requestId: RequestId }),
    output: z.object({}),
  },
} as const satisfies Contract;

export const settingsEvents = {
  'settings-changed': { kind: 'event', roles: EVERYONE, payload: z.strictObject({}) },
} as const satisfies Events;
