import { CheckCheck, CircleAlert, Clock, Inbox } from 'lucide-react';
import { useStore } from 'zustand';
import { formatDate } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, EmptyState, PlainTable, StatusPill, useUi } from '../../../ui/index.ts';
import { recipientName } from './columns.tsx';
import type { DisclosuresStore } from './disclosures.store.ts';
import type { RecipientTask } from './disclosureState.ts';

/** Recipients to be told of a correction, erasure or restriction, the first due first (GDPR 19). */
export function Tasks(props: {
  readonly store: DisclosuresStore;
  readonly tasks: readonly RecipientTask[];
  /** UTC ms. */
  readonly now: number;
}) {
  const { store, tasks, now } = props;
  const t = useTexts();
  const { locale } = useUi();
  const { recipients, pending } = useStore(store);
  if (tasks.length === 0) return <EmptyState icon={Inbox} title={t('privacy:disclosures.tasks.empty')} />;
  return (
    <PlainTable
      label={t('privacy:disclosures.view.tasks')}
      columns={(['recipient', 'what', 'due', 'next'] as const).map((id) => ({
        id,
        header: t(`privacy:disclosures.tasks.${id}`),
      }))}
      rows={tasks.map((task) => ({
        id: task.taskId,
        cells: [
          recipientName(recipients, task.recipientId, locale),
          t(`privacy:disclosures.tasks.kind.${task.kind}`),
          <Due key="due" task={task} now={now} />,
          <Button
            key="next"
            isDisabled={pending}
            onPress={() =>
              void store.getState().settle(task.taskId, task.sentAt === null ? 'sent' : 'acknowledged')
            }
          >
            {t(
              task.sentAt === null
                ? 'privacy:disclosures.tasks.markSent'
                : 'privacy:disclosures.tasks.markAcknowledged',
            )}
          </Button>,
        ],
      }))}
    />
  );
}

function Due({ task, now }: { readonly task: RecipientTask; readonly now: number }) {
  const t = useTexts();
  const { locale } = useUi();
  if (task.sentAt !== null) {
    return (
      <StatusPill look={{ tone: 'info', icon: CheckCheck }}>
        {t('privacy:disclosures.tasks.sent', { date: formatDate(task.sentAt, locale) })}
      </StatusPill>
    );
  }
  const isLate = task.dueAt < now;
  return (
    <StatusPill look={isLate ? { tone: 'danger', icon: CircleAlert } : { tone: 'warning', icon: Clock }}>
      {t(isLate ? 'privacy:disclosures.tasks.late' : 'privacy:disclosures.tasks.dueBy', {
        date: formatDate(task.dueAt, locale),
      })}
    </StatusPill>
  );
}
