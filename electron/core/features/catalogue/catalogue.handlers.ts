import type { catalogue } from '../../../../shared/contract/catalogue.ts';
import { type HandlersFor, query } from '../../call/handlers.ts';
import { findCatalogue } from './catalogue.store.ts';

/** What every screen shows before anyone chose anything. */
export const createCatalogueHandlers = (): HandlersFor<typeof catalogue> => ({
  'catalogue:current': query('catalogue:current', (q) => ({ catalogue: findCatalogue(q.db, q.now) })),
});
