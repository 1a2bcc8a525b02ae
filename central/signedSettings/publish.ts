import {
  readSettings,
  type SettingsVersion,
  type SignedSettings,
} from '../../shared/sync/settingsDocument.ts';
import type { Central } from '../app/central.ts';
import type { Sql } from '../db/database.ts';
import { isSigned } from '../keys/ed25519.ts';
import { writeMentions } from '../ops/writeOps.store.ts';
import { findVersion, insertVersion, lastOrdinal, lockPublishing, newestOf } from './publish.store.ts';
import { CommandError } from '../app/commandLine.ts';

type Publishing = Pick<Central, 'db' | 'now' | 'settingsPub'>;

/** What publishing comes to. `already`: this very version was published before. */
export interface Publication {
  readonly state: 'new' | 'already';
  readonly version: SettingsVersion;
  /** What holds there until then; undefined for the first. */
  readonly before: SettingsVersion | undefined;
}

/** A store's code has two digits: all there can be are told, also one whose first terminal is being enrolled just now. */
const EVERY_SHOP = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

const opened = (signed: SignedSettings, settingsPub: string | undefined): SettingsVersion => {
  if (settingsPub === undefined)
    throw new CommandError('Central was not given the public settings key: LETE_CENTRAL_SETTINGS_KEY.');
  const version = readSettings(signed, (text, sig) => isSigned(settingsPub, text, sig));
  if (version === 'refused')
    throw new CommandError('Refused: not signed by the settings key of this central.');
  if (version === 'unread')
    throw new CommandError('Refused: signed, but of a shape that this central does not know.');
  return version;
};

const decide = async (
  sql: Sql,
  signed: SignedSettings,
  version: SettingsVersion,
): Promise<Publication['state']> => {
  const same = await findVersion(sql, version.id);
  if (same?.text === signed.text) return 'already';
  if (same !== undefined)
    throw new CommandError(
      `Refused: ${version.id} was published with another content. A version never changes.`,
    );
  if (version.ordinal <= (await lastOrdinal(sql, version.series)))
    throw new CommandError('Refused: a newer version was published already, here or for another store.');
  return 'new';
};

/**
 * Publishes a version that the owner signed; `onlyPreview` says what that would come to and changes nothing. Versions are
 * counted over the whole chain, so that an order's version means one list wherever the order goes.
 * @throws CommandError
 */
export const publish = async (
  { db, now, settingsPub }: Publishing,
  signed: SignedSettings,
  { onlyPreview }: { readonly onlyPreview: boolean },
): Promise<Publication> => {
  const version = opened(signed, settingsPub);
  const { id, series, shopId } = version;
  return db.transaction({ role: 'publish' }, async (sql) => {
    await lockPublishing(sql);
    const state = await decide(sql, signed, version);
    const newest = await newestOf(sql, series, shopId);
    const read = newest && readSettings(newest, () => true);
    const publication = { state, version, before: typeof read === 'object' ? read : undefined };
    if (onlyPreview || state === 'already') return publication;
    await insertVersion(sql, version, signed, now());
    for (const shop of shopId === null ? EVERY_SHOP : [shopId])
      await writeMentions(
        sql,
        shop,
        [{ scope: `settings:${shop}`, entity: 'settings', id, version: 1 }],
        now(),
      );
    return publication;
  });
};
