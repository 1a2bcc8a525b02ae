import type { EventName } from '../../shared/contract/index.ts';
import type { RecipientRegister } from '../../shared/privacy/disclosure.ts';
import type { Sends } from '../../shared/domain/sends.ts';
import type { CoreDeps } from './call/deps.ts';
import type { Handlers } from './call/dispatch.ts';
import type { OpenDatabase } from './db/open.ts';
import { createAuditFeature, createViews, type OpenAudit, type Views } from './features/audit/index.ts';
import { createAvailabilityFeature } from './features/availability/index.ts';
import { createCatalogueFeature } from './features/catalogue/index.ts';
import { type ConsentsFeature, createConsentsFeature } from './features/consents/index.ts';
import { createCustomersHandlers } from './features/customers/index.ts';
import { createDraftsFeature, hasVisit } from './features/drafts/index.ts';
import { createErasureFeature } from './features/erasure/index.ts';
import { createDisclosuresFeature, tellRecipients } from './features/disclosures/index.ts';
import { cancelForErasure, cancelMarketing, messagesHealth } from './features/messages/index.ts';
import { createNoticesHandlers, noticeHealth, noticeInForce } from './features/notices/index.ts';
import {
  closeOrdersOf,
  createOrdersFeature,
  ordersForProduction,
  ordersForTickets,
  personOfOrder,
} from './features/orders/index.ts';
import { countAlerts, createProductionFeature } from './features/production/index.ts';
import { freeBytesOn } from './features/output/index.ts';
import {
  type RequestsFeature,
  type ShippedRequests,
  statusOf as requestStatus,
} from './features/requests/index.ts';
import { createReportsFeature } from './features/reports/index.ts';
import { createRetentionFeature } from './features/retention/index.ts';
import { createStaffHandlers } from './features/staff/index.ts';
import { noteErasureSettled, recordOrderedErasure, type SyncFeature } from './features/sync/index.ts';
import {
  createLogHandlers,
  type HealthParts,
  createTerminalHandlers,
  demoPinsQuery,
  readDemoPins,
  STOP_COPYING_BYTES,
} from './features/terminal/index.ts';
import { createTicketPrintingFeature, printerHealth } from './features/ticketPrinting/index.ts';
import type { FileStore } from './files/fileStore.ts';
import { deriveKey } from './keys/deriveKey.ts';
import type { FileKeys } from './keys/fileKeys.ts';
import { composeBackups } from './composeBackups.ts';
import { composeMedia } from './composeMedia.ts';
import { composeMessages } from './composeMessages.ts';
import { composeRequests } from './composeRequests.ts';
import { composeSettings } from './composeSettings.ts';
import { type ComposedSync, composeSync } from './composeSync.ts';
import { createLoops, later } from './loops.ts';
import type { OpenTerminalOptions } from './coreOptions.ts';
import type { Upkeep } from './upkeep.ts';

export interface ComposeOptions extends OpenTerminalOptions {
  readonly deps: CoreDeps;
  readonly database: OpenDatabase;
  readonly audit: OpenAudit;
  readonly fileKeys: FileKeys;
  readonly files: FileStore;
  readonly shipped: ShippedRequests;
  readonly upkeep: Pick<Upkeep, 'lastBackupAt' | 'highestTimeSeen' | 'start' | 'stop'>;
  readonly recipients: RecipientRegister;
  /** Calls back after each event that leaves core. */
  readonly onEmit: (hear: (name: EventName) => void) => void;
}

/** What happens to an order once it is placed. */
const composeOrders = (
  stored: CoreDeps &
    Pick<ComposeOptions, 'fileKeys' | 'files'> & { readonly views: Views } & Pick<
      ReturnType<typeof composeMedia>,
      'imaging'
    >,
  consents: Pick<ConsentsFeature, 'codeOf'>,
) => {
  const orders = createOrdersFeature(stored);
  const production = createProductionFeature({
    ...stored,
    freeBytes: freeBytesOn,
    orders: ordersForProduction(stored),
  });
  const printing = createTicketPrintingFeature({
    ...stored,
    orders: ordersForTickets({ ...stored, withdrawalCode: consents.codeOf }),
    papers: {
      notice: ({ db, now }) => noticeInForce(db, now),
      request: (asking, privacyRequestId) => requestStatus(asking, { privacyRequestId }),
    },
  });
  return { orders, production, printing };
};

type Rights = ReturnType<typeof composeRequests>;

const composeWork = (options: ComposeOptions, rights: () => Rights, central: () => Sends | null) => {
  const { config, deps, database, fileKeys, files } = options;
  const roomToCopy = async (): Promise<boolean> =>
    (await freeBytesOn(config.dataFolder)) > STOP_COPYING_BYTES;
  const { imaging, library, copier, copies, reception } = composeMedia({ ...options, roomToCopy });
  const consents = createConsentsFeature({
    ...deps,
    databaseKey: options.key,
    appVersion: config.version,
    personOf: personOfOrder,
    cancelMessages: cancelMarketing,
  });
  const offered = { catalogue: createCatalogueFeature(deps), availability: createAvailabilityFeature(deps) };
  const drafts = createDraftsFeature({
    ...deps,
    availability: offered.availability,
    recordConsents: consents.record,
    library,
    copier,
    copies,
    reception,
    files,
    keys: fileKeys,
    roomToCopy,
    checkpoint: database.checkpoint,
  });
  const views = createViews(deps);
  const stored = { ...deps, imaging, fileKeys, files, views };
  const { orders, production, printing } = composeOrders(stored, consents);
  const messages = composeMessages(options, consents, rights, central);
  const audit = createAuditFeature({ ...deps, audit: options.audit });
  const retention = createRetentionFeature({
    ...stored,
    removePrintFiles: production.removeFilesOfOrder,
    checkpoint: database.checkpoint,
  });
  const customers = createCustomersHandlers({ ...deps, views, consents });
  const placed = { orders, production, printing, messages };
  return { imaging, library, copies, ...offered, consents, customers, drafts, ...placed, audit, retention };
};

type Work = ReturnType<typeof composeWork>;
type Erasure = ReturnType<typeof createErasureFeature>;

const composeErasure = (
  options: ComposeOptions,
  { consents, production }: Work,
  quiesce: () => Promise<() => void>,
  onSettled: RequestsFeature['onErasureSettled'],
) => {
  const { config, deps, database, fileKeys, files, key, shell } = options;
  return createErasureFeature({
    ...deps,
    database,
    fileKeys,
    files,
    quiesce,
    databaseKey: key,
    nativeBinding: config.nativeBinding,
    appVersion: config.version,
    htmlToPdf: shell.htmlToPdf,
    removePrintFiles: production.removeFilesOfOrder,
    hasVisit: () => hasVisit(deps.read),
    cancelMessages: cancelForErasure,
    beforeDeletion: (tx, people) => {
      consents.suppression.suppressPeople(tx, people, 'erasure');
      tellRecipients(tx, people, 'erased');
    },
    onOrdered: recordOrderedErasure,
    onSettled: (tx, settled) => {
      onSettled(tx, settled);
      noteErasureSettled(tx, settled);
    },
  });
};

const healthOf = (
  { config, deps, upkeep }: ComposeOptions,
  { drafts, audit, retention }: Work,
  sync: SyncFeature,
): HealthParts => ({
  ...upkeep,
  network: sync.health,
  dataFolder: config.dataFolder,
  printer: () => printerHealth(deps),
  production: () => {
    const alerts = countAlerts(deps.read);
    return { level: alerts > 0 ? 'warning' : 'ok', alerts };
  },
  messages: messagesHealth,
  retention: retention.health,
  kiosks: drafts.kiosksHealth,
  notice: noticeHealth,
  audit: audit.health,
});

const staffHandlersOf = ({ deps, key, demo }: ComposeOptions) => {
  const shownPins = () => readDemoPins(deps.read.get<{ value: string }>(demoPinsQuery)?.value);
  return createStaffHandlers({
    badgeKey: deriveKey(key, 'badges'),
    demoPins: () => (demo ? shownPins() : null),
    onLeft: closeOrdersOf,
  });
};

const disclosureHandlersOf = (
  options: ComposeOptions,
  { consents: { mayMarket } }: Work,
  { erasing: { recipientSettled: onTaskSettled } }: Erasure,
) =>
  createDisclosuresFeature({
    ...options,
    ...options.deps,
    register: options.recipients,
    mayMarket,
    onTaskSettled,
  }).handlers;

/** One table of calls. `terminal:state` is the supervisor's; any other call without a handler does not compile. */
const handlersOf = (
  options: ComposeOptions,
  work: Work,
  erasure: Erasure,
  { requests, access }: Rights,
  sync: ComposedSync,
): Required<Omit<Handlers, 'terminal:state'>> => {
  const { deps, shell } = options;
  const { drafts, orders, production, printing, audit } = work;
  return {
    ...staffHandlersOf(options),
    ...work.catalogue.handlers,
    ...work.availability.handlers,
    ...createNoticesHandlers(deps),
    ...work.consents.handlers,
    ...work.customers,
    ...composeSettings(deps, printing),
    ...composeBackups(options, sync),
    ...createLogHandlers(deps.log),
    ...createTerminalHandlers({
      shell,
      takeOverVisit: drafts.takeOverVisit,
      health: healthOf(options, work, sync),
    }),
    ...drafts.handlers,
    ...orders.handlers,
    ...production.handlers,
    ...work.messages.handlers,
    ...work.retention.handlers,
    ...createReportsFeature({ ...deps, htmlToPdf: shell.htmlToPdf }).handlers,
    ...printing.handlers,
    ...erasure.handlers,
    ...disclosureHandlersOf(options, work, erasure),
    ...requests.handlers,
    ...access.handlers,
    ...audit.handlers,
    ...sync.handlers,
  };
};

/** The composition root: every feature with what it needs, and one table of handlers. */
export const composeFeatures = (options: ComposeOptions) => {
  const work = composeWork(
    options,
    () => rights,
    () => sync.sends(),
  );
  const { imaging, library, copies, drafts } = work;
  // Each of the two orders work of the other: an erasure is ordered by a request and ends in it.
  const { catalogue, availability, orders, production, printing, messages, audit, retention } = work;
  const made = [catalogue, availability, orders, production, printing, messages, audit, retention];
  const toCome = [later(() => rights.requests), later(() => rights.access), later(() => sync)];
  const loops = createLoops(options.upkeep, [...made, ...toCome]);
  const erasure = composeErasure(options, work, loops.quiesce, (tx, end) =>
    rights.requests.onErasureSettled(tx, end),
  );
  const rights: Rights = composeRequests(options, erasure.erasing, { ...work, central: () => sync.sends() });
  const sync: ComposedSync = composeSync(options, erasure.erasing, work);
  return {
    handlers: handlersOf(options, work, erasure, rights, sync),
    recover: async (restored: boolean) => {
      // Before anything is shown or begun: a restored database may know people who were erased.
      await erasure.recover();
      orders.recover(restored);
      sync.recover(restored);
      await drafts.recover(restored);
    },
    start: () => {
      library.start();
      drafts.start?.();
      loops.start();
      erasure.start?.();
    },
    stop: async () => {
      await erasure.stop?.();
      await drafts.stop?.();
      await loops.stop();
      await imaging.close();
      await copies.settled();
    },
  };
};
