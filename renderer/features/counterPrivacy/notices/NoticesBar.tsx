import { Plus } from 'lucide-react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Button, SegmentedControl } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../parts/page.module.css';
import type { NoticesStore } from './notices.store.ts';
import { baseOf, comeSigned, VIEWS } from './noticesState.ts';

/** The versions, or how far people have been told of a change; and the way to a new version. */
export function NoticesBar({ store }: { readonly store: NoticesStore }) {
  const t = useTexts();
  const { view, campaign, writing, pending, items, selected } = useStore(store);
  const base = baseOf({ items, selected });
  const calls = campaign?.counts.find(({ state }) => state === 'bounced')?.count ?? 0;
  return (
    <>
      <h1 className={cx(styles['title'])}>{t('privacy:notices.title')}</h1>
      <SegmentedControl
        label={t('privacy:notices.view.label')}
        segments={VIEWS.map((id) => ({
          id,
          label:
            id === 'campaign' && calls > 0
              ? t('privacy:notices.view.calls', { calls })
              : t(`privacy:notices.view.${id}`),
        }))}
        selected={view}
        onSelect={(next) => void store.getState().show(next)}
      />
      {writing === null && base !== undefined && !comeSigned(items) && (
        <Button icon={Plus} isDisabled={pending} onPress={() => void store.getState().beginWriting(base)}>
          {t('privacy:notices.act.begin')}
        </Button>
      )}
    </>
  );
}
