import { useStore } from 'zustand';
import { formatDay } from '../../../../../shared/domain/time.ts';
import { useTexts } from '../../../../i18n/index.ts';
import { Banner, Button, Dialog, TextField, useUi } from '../../../../ui/index.ts';
import { cx } from '../../../../ui/cx.ts';
import { FailureBanner } from '../../parts/FailureBanner.tsx';
import styles from '../../parts/page.module.css';
import type { NoticesStore } from '../notices.store.ts';
import { isTold } from '../noticesState.ts';
import { earliestDay } from './publication.policy.ts';

/** Where the version stands on the site and from when it holds; publishing is for good and is asked here. */
export function PublishDialog(props: {
  readonly store: NoticesStore;
  readonly now: number;
  readonly leadDays: number | undefined;
}) {
  const { store, now, leadDays } = props;
  const t = useTexts();
  const { locale } = useUi();
  const { form, notice, problems, refusal, pending } = useStore(store);
  const { closeForm, type, save } = store.getState();
  if (form === null || notice === null) return null;
  return (
    <Dialog
      isOpen
      title={t('privacy:notices.publish.title', { version: notice.version })}
      onClose={closeForm}
      actions={
        <>
          <Button onPress={closeForm}>{t('common:actions.cancel')}</Button>
          <Button
            variant="primary"
            keyHint="Ctrl Enter"
            isPending={pending}
            pendingLabel={t('common:pending')}
            onPress={() => void save()}
          >
            {t('privacy:notices.publish.do')}
          </Button>
        </>
      }
    >
      <div className={cx(styles['form'])}>
        <FailureBanner failure={refusal} />
        <p>{t('privacy:notices.publish.what')}</p>
        {isTold({ ...notice, publishedAt: now }) && (
          <Banner tone="warning">{t('privacy:notices.publish.material')}</Banner>
        )}
        <TextField
          label={t('privacy:notices.site')}
          value={form.siteUrl}
          maxLength={200}
          placeholder="https://"
          onChange={(siteUrl) => type({ siteUrl })}
          error={problems.includes('site') ? t('privacy:notices.publish.siteWrong') : undefined}
        />
        <TextField
          label={t('privacy:notices.publish.day')}
          {...(leadDays === undefined
            ? {}
            : {
                why: t('privacy:notices.publish.earliest', {
                  day: formatDay(earliestDay(now, notice.materiality, leadDays), locale),
                }),
              })}
          value={form.day}
          maxLength={12}
          onChange={(day) => type({ day })}
          error={problems.includes('day') ? t('privacy:audit.dayWrong') : undefined}
        />
      </div>
    </Dialog>
  );
}
