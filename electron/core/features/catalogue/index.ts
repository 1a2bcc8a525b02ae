export { createCatalogueHandlers } from './catalogue.handlers.ts';
export { findCatalogue } from './catalogue.store.ts';
export { CatalogueMalformed, readShippedCatalogue, seedCatalogue, shippedCatalogue } from './seed.ts';
