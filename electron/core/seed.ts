import { hashPin } from '../../shared/sync/pin/pin.ts';
import type { CoreDeps } from './call/deps.ts';
import { readShippedCatalogue, seedCatalogue } from './features/catalogue/index.ts';
import { addNotice, readShippedNotice } from './features/notices/index.ts';
import { insertStaff } from './features/staff/index.ts';
import { DEMO_PEOPLE, seedDemoPeople } from './features/terminal/index.ts';
import type { OpenTerminalOptions } from './coreOptions.ts';
import { hashShipped, isTakenIn, noteTakenIn } from './takenIn.ts';

/** A set-up was cut short before its first person was there: it has to be gone through again. */
export class SetUpUnfinished extends Error {
  constructor() {
    super('set-up-unfinished');
    this.name = 'SetUpUnfinished';
  }
}

type SeedOptions = Pick<OpenTerminalOptions, 'config' | 'demo' | 'manager'>;

/**
 * Puts what a fresh database needs into it, whole or not at all; on a known one only what is new beside the app.
 * @throws CatalogueMalformed
 */
export const seed = async (
  { config, demo, manager }: SeedOptions,
  deps: CoreDeps,
  fresh: boolean,
): Promise<void> => {
  const shipped = await hashShipped(config.resourcesFolder);
  if (!fresh && isTakenIn(deps.read, shipped)) return;
  const catalogue = await readShippedCatalogue(config.resourcesFolder);
  const notice = await readShippedNotice(config.resourcesFolder);
  const demoPins = fresh && demo ? await Promise.all(DEMO_PEOPLE.map(({ pin }) => hashPin(pin))) : [];
  const first = fresh && manager ? { name: manager.name, pin: await hashPin(manager.pin) } : null;
  deps.transact((tx) => {
    seedCatalogue(tx.db, catalogue, tx.now);
    addNotice(tx.db, notice);
    noteTakenIn(tx.db, shipped);
    if (demoPins.length > 0) seedDemoPeople(tx, demoPins);
    if (first)
      insertStaff(tx.db, {
        ...first,
        staffId: tx.ids.ulid(),
        role: 'manager',
        badgeMac: null,
        createdAt: tx.now,
      });
  });
};
