import { FileInput, Send } from 'lucide-react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Button, SegmentedControl } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../parts/page.module.css';
import type { DisclosuresStore } from './disclosures.store.ts';
import { VIEWS } from './disclosureState.ts';

/** What is shown, and the two beginnings: a paper that came in, and a disclosure with its ground. */
export function DisclosuresBar({ store }: { readonly store: DisclosuresStore }) {
  const t = useTexts();
  const { role, view, tasks } = useStore(store);
  const { show, openArrival, openProposal } = store.getState();
  const isManager = role === 'manager';
  const waiting = tasks?.length ?? 0;
  return (
    <>
      <h1 className={cx(styles['title'])}>{t('privacy:disclosures.title')}</h1>
      {isManager && (
        <SegmentedControl
          label={t('privacy:disclosures.view.label')}
          segments={VIEWS.map((id) => ({
            id,
            label:
              id === 'tasks' && waiting > 0
                ? t('privacy:disclosures.view.tasksWaiting', { waiting })
                : t(`privacy:disclosures.view.${id}`),
          }))}
          selected={view}
          onSelect={show}
        />
      )}
      <Button icon={FileInput} variant={isManager ? 'secondary' : 'primary'} onPress={openArrival}>
        {t('privacy:disclosures.arrival.open')}
      </Button>
      {isManager && (
        <Button icon={Send} variant="primary" onPress={() => openProposal(null)}>
          {t('privacy:disclosures.proposal.open')}
        </Button>
      )}
    </>
  );
}
