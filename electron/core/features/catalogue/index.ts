export { createCatalogueFeature } from './catalogue.feature.ts';
export { adoptCatalogue, findCatalogue } from './catalogue.store.ts';
export { CatalogueMalformed, readShippedCatalogue, seedCatalogue, shippedCatalogue } from './seed.ts';
