import type { catalogue } from '../../../../shared/contract/catalogue.ts';
import { CONSENT_TEXTS } from '../../../../shared/domain/consentTexts.ts';
import { type HandlersFor, query } from '../../call/handlers.ts';
import { noticeInForce } from '../notices/index.ts';
import { findCatalogue } from './catalogue.store.ts';

/** What every screen shows before anyone chose anything: prices, notice, wording of the optional boxes. */
export const createCatalogueHandlers = (): HandlersFor<typeof catalogue> => ({
  'catalogue:current': query('catalogue:current', (q) => ({ catalogue: findCatalogue(q.db, q.now) })),
  'notices:current': query('notices:current', (q) => ({
    notice: noticeInForce(q.db, q.now),
    consents: [...CONSENT_TEXTS],
  })),
});
