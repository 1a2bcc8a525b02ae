import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Catalogue, parseCatalogue } from '../../../../shared/domain/catalogue.ts';
import { startOfShopDay } from '../../../../shared/domain/time.ts';
import type { WritableDb } from '../../db/handles.ts';
import { addCatalogue, hasCatalogue } from './catalogue.store.ts';

/** The price list that ships is not one: selling with wrong prices is worse than not opening. */
export class CatalogueMalformed extends Error {
  constructor() {
    super('catalogue-malformed');
    this.name = 'CatalogueMalformed';
  }
}

export const shippedCatalogue = (resourcesFolder: string): string =>
  join(resourcesFolder, 'catalogue', 'demo.json');

/** Reads the price list beside the app. @throws CatalogueMalformed */
export const readShippedCatalogue = async (resourcesFolder: string): Promise<Catalogue> => {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(shippedCatalogue(resourcesFolder), 'utf8'));
  } catch {
    throw new CatalogueMalformed();
  }
  const result = parseCatalogue(json);
  if (!result.ok) throw new CatalogueMalformed();
  return result.catalogue;
};

/** A price list that is known stays as it is, and its day needs no time zone, which costs a start about 20 ms. */
export const seedCatalogue = (db: WritableDb, catalogue: Catalogue, now: number): boolean =>
  !hasCatalogue(db, catalogue.version) &&
  addCatalogue(db, catalogue, startOfShopDay(catalogue.validFrom), now);
