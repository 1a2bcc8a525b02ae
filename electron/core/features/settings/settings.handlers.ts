import type { CallInput } from '../../../../shared/contract/index.ts';
import type { Settings, settings } from '../../../../shared/contract/settings.ts';
import type { Catalogue } from '../../../../shared/domain/catalogue.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import type { Sends } from '../../../../shared/domain/sends.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { type HandlersFor, preparedCommand, query } from '../../call/handlers.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { reject } from '../../call/rejection.ts';
import { readSettings, writeSettings } from './settings.store.ts';

export interface SettingsDeps {
  /** By which channels central sends messages. */
  readonly sends: (db: ReadableDb) => Sends;
  /** Whether production files could be written with these settings; looks at the folder and the template. */
  readonly productionWorks: (production: Settings['production']) => Promise<boolean>;
  /** Whether the outputs that differ from those in force could work. */
  readonly labsWork: (
    next: Settings['labs'],
    now: Settings['labs'],
    catalogue: Catalogue | null,
  ) => Promise<boolean>;
  readonly catalogue: CoreDeps['catalogue'];
  /** Sends the known test page; false when the printer did not take it. */
  readonly printTestPage: () => Promise<boolean>;
}

/** Sections that were really given: one that is undefined would fall back to its defaults. */
const given = (change: CallInput<'settings:change'>['change']): Partial<Settings> =>
  Object.fromEntries(Object.entries(change).filter(([, section]) => section !== undefined));

export const createSettingsHandlers = (deps: SettingsDeps): HandlersFor<typeof settings> => ({
  'settings:get': query('settings:get', (q) => {
    const all = readSettings(q.db);
    const signedIn = q.caller.role === 'staff' || q.caller.role === 'manager';
    // A kiosk page has no use for the printer's address or the folders of production.
    return {
      sends: deps.sends(q.db),
      settings: signedIn
        ? all
        : {
            ...all,
            production: { ...all.production, folder: null },
            labs: { ...all.labs, outputs: [] },
            printer: { ...all.printer, host: '' },
            phone: { ...all.phone, wifiPassword: '' },
          },
    };
  }),
  'settings:change': preparedCommand(
    'settings:change',
    async (q, { change: { production, labs } }) =>
      (!production || (await deps.productionWorks(production))) &&
      (!labs || (await deps.labsWork(labs, readSettings(q.db).labs, deps.catalogue(q.db)))),
    (tx, { change }, works) => {
      if (!can(tx.caller.role, 'settings.change')) return reject('FORBIDDEN');
      if (!works) return reject('SETTING_REFUSED');
      writeSettings(tx.db, { ...readSettings(tx.db), ...given(change) });
      tx.audit('settings.changed', null);
      tx.emit('settings-changed', {});
      return {};
    },
  ),
  'settings:testPrinter': preparedCommand(
    'settings:testPrinter',
    async () => deps.printTestPage(),
    (_tx, _input, printed) => (printed ? {} : reject('PRINTER_ABSENT')),
  ),
});
