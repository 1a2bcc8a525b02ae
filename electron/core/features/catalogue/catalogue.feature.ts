import type { catalogue } from '../../../../shared/contract/catalogue.ts';
import type { CoreDeps, Feature } from '../../call/deps.ts';
import { type HandlersFor, query } from '../../call/handlers.ts';
import { findCatalogue } from './catalogue.store.ts';
import { viewVersions } from './versions.ts';

/** How late a list may be shown that begins to hold while nobody does anything. */
const LOOK_EVERY_MS = 60_000;

/** What is sold at which price; windows are told when another list begins to hold. */
export const createCatalogueFeature = ({
  read,
  clock,
  emit,
}: Pick<CoreDeps, 'read' | 'clock' | 'emit'>): Feature<HandlersFor<typeof catalogue>> => {
  const inForce = (): number | undefined => findCatalogue(read, clock.now())?.version;
  let timer: NodeJS.Timeout | undefined;
  return {
    handlers: {
      'catalogue:current': query('catalogue:current', (q) => ({ catalogue: findCatalogue(q.db, q.now) })),
      'catalogue:versions': query('catalogue:versions', (q) => ({ versions: viewVersions(q.db, q.now) })),
    },
    start: () => {
      let shown = inForce();
      timer = setInterval(() => {
        const now = inForce();
        if (now !== shown) emit('catalogue-changed', {});
        shown = now;
      }, LOOK_EVERY_MS);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
};
