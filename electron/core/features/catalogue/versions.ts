import { type CatalogueVersion, MAX_CATALOGUE_VERSIONS } from '../../../../shared/contract/catalogue.ts';
import { catalogueChanges } from '../../../../shared/domain/catalogueChanges.ts';
import { SettingsDocument } from '../../../../shared/sync/settingsDocument.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import { findCatalogue } from './catalogue.store.ts';

interface Row {
  readonly version: number;
  readonly validFrom: number;
  readonly receivedAt: number;
  /** The signed document; null for a list that ships. */
  readonly text: string | null;
}

const signedOf = (text: string): CatalogueVersion['signed'] => {
  const { signedBy, signedAt, shopId } = SettingsDocument.parse(JSON.parse(text));
  return { by: signedBy, at: signedAt, forStore: shopId !== null };
};

/** The newest price lists with what each changed against the one before it; what the owner signed comes first. */
export const viewVersions = (db: ReadableDb, now: number): CatalogueVersion[] => {
  const rows = db.all<Row>(sql`SELECT version, valid_from AS validFrom, received_at AS receivedAt, s.text
      FROM catalogue_version c LEFT JOIN signed_settings s ON s.id = 'prices-' || c.version
      ORDER BY s.id IS NULL, version DESC LIMIT ${MAX_CATALOGUE_VERSIONS + 1}`);
  const inForce = findCatalogue(db, now)?.version;
  return rows.slice(0, MAX_CATALOGUE_VERSIONS).map(({ text, ...row }, i) => {
    const [own, before] = [row, rows[i + 1]].map((one) => one && findCatalogue(db, now, one.version));
    const state = row.version === inForce ? 'inForce' : row.validFrom > now ? 'coming' : 'past';
    return {
      ...row,
      state,
      signed: text === null ? null : signedOf(text),
      changes: own && before ? catalogueChanges(before, own) : null,
    };
  });
};
