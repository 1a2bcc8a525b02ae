import { createClosingStore } from '../../features/counterSync/closing/closing.store.ts';
import { createSyncPageStore } from '../../features/counterSync/page/sync.store.ts';
import { createSyncStatusStore } from '../../features/counterSync/status/syncStatus.store.ts';
import { createEnrolStore } from '../../features/counterSync/terminals/enrol.store.ts';
import { createTerminalsStore } from '../../features/counterSync/terminals/terminals.store.ts';
import type { createI18n } from '../../i18n/index.ts';
import type { Toaster } from '../../ui/index.ts';
import type { Api } from '../api.ts';

interface Deps {
  readonly api: Api;
  readonly i18n: ReturnType<typeof createI18n>;
  readonly toasts: Toaster;
}

/** The line to central: how far it is, its page, the store's terminals, and the question before closing. */
export function createSync({ api, i18n, toasts }: Deps) {
  const status = createSyncStatusStore(api);
  return {
    status,
    page: createSyncPageStore(api),
    terminals: createTerminalsStore(api),
    enrol: createEnrolStore({
      api,
      onEnrolled: (letter) => {
        toasts.show({ text: i18n.t('sync:enrol.done', { letter }) });
        void status.getState().read();
      },
    }),
    closing: createClosingStore({
      status: () => status.getState().status,
      closeWindow: () => window.close(),
    }),
  };
}
