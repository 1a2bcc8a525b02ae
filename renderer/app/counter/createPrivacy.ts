import type { PrivacyRequestId } from '../../../shared/domain/ids.ts';
import { createAuditStore } from '../../features/counterPrivacy/audit/audit.store.ts';
import { createCaseStore } from '../../features/counterPrivacy/case/case.store.ts';
import { createCodeStore } from '../../features/counterPrivacy/code/code.store.ts';
import { createHandOverStore } from '../../features/counterPrivacy/handOver/handOver.store.ts';
import { createDisclosuresStore } from '../../features/counterPrivacy/disclosures/disclosures.store.ts';
import { createIntakeStore } from '../../features/counterPrivacy/intake/intake.store.ts';
import { createNoticesStore } from '../../features/counterPrivacy/notices/notices.store.ts';
import { createRequestsStore } from '../../features/counterPrivacy/queue/requests.store.ts';
import { createRetentionStore } from '../../features/counterPrivacy/retention/retention.store.ts';
import type { createI18n } from '../../i18n/index.ts';
import type { Toaster } from '../../ui/index.ts';
import type { Api } from '../api.ts';

type I18n = ReturnType<typeof createI18n>;

/** The privacy desk: its queue, the request in hand, the form that takes one in, and the manager's pages beside it. */
export function createPrivacy(api: Api, i18n: I18n, toasts: Toaster) {
  const requests = createRequestsStore(api);
  const oneCase = createCaseStore({
    api,
    tell: ({ number, state }) =>
      toasts.show({ text: i18n.t('privacy:toast', { number, state: i18n.t(`privacy:state.${state}`) }) }),
  });
  const handOver = createHandOverStore(api);
  oneCase.subscribe(({ detail }, before) => {
    if (detail !== before.detail) void handOver.getState().follow(detail);
  });
  // Staff have no case before them: the row alone says whether there is something to hand over.
  requests.subscribe(({ role, rows, selected }, before) => {
    if (role !== 'staff' || (rows === before.rows && selected === before.selected)) return;
    void handOver
      .getState()
      .follow(rows.find(({ privacyRequestId }) => privacyRequestId === selected) ?? null);
  });
  const showRequest = (id: PrivacyRequestId | null) => {
    requests.getState().select(id);
    oneCase.getState().show(requests.getState().role === 'manager' ? id : null);
  };
  const intake = createIntakeStore({
    api,
    onTaken: (id) =>
      void requests
        .getState()
        .load()
        .then(() => showRequest(id)),
  });
  return {
    requests,
    oneCase,
    handOver,
    code: createCodeStore({
      api,
      onVerified: (number) => toasts.show({ text: i18n.t('privacy:code.done', { number }) }),
    }),
    intake,
    showRequest,
    disclosures: createDisclosuresStore(api),
    notices: createNoticesStore(api),
    retention: createRetentionStore(api),
    audit: createAuditStore(api),
  };
}
