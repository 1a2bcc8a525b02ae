import { MousePointerClick } from 'lucide-react';
import { useStore } from 'zustand';
import type { NoticeInFull } from '../../../../../shared/contract/notices.ts';
import { formatDate, formatDateTime } from '../../../../../shared/domain/time.ts';
import { useTexts } from '../../../../i18n/index.ts';
import { Banner, EmptyState, Facts, Skeleton, useUi } from '../../../../ui/index.ts';
import { cx } from '../../../../ui/cx.ts';
import styles from '../../parts/page.module.css';
import { endOf, personName, versionName, VersionState } from '../columns.tsx';
import type { NoticesStore } from '../notices.store.ts';
import { NoticeActions } from '../publish/NoticeActions.tsx';
import { NoticeText } from './NoticeText.tsx';

type Props = { readonly store: NoticesStore };

/** One version: how far it has come and by whose word, its text in the language asked for, and what may be done. */
export function NoticeDetail({ store }: Props) {
  const t = useTexts();
  const { selected, notice, failure } = useStore(store);
  if (selected === null)
    return <EmptyState icon={MousePointerClick} title={t('privacy:notices.chooseOne')} />;
  if (notice === null) return failure === null ? <Skeleton label={t('common:pending')} /> : null;
  return (
    <div className={cx(styles['panel'])}>
      <Described store={store} notice={notice} />
      <NoticeText store={store} notice={notice} />
      <NoticeActions store={store} notice={notice} />
    </div>
  );
}

function Described({ store, notice }: Props & { readonly notice: NoticeInFull }) {
  const t = useTexts();
  const { locale } = useUi();
  const { people, textLocale } = useStore(store);
  const { effectiveAt, publishedAt, nextReviewAt, approvedBy, materiality } = notice;
  const ends = endOf(notice);
  const by = (staffId: string) => personName(t, people, staffId);
  return (
    <section className={cx(styles['section'])} aria-labelledby="notice">
      <div className={cx(styles['row'])}>
        <h2 id="notice">{versionName(t, notice)}</h2>
        <VersionState version={notice} t={t} />
      </div>
      {notice.sample && <Banner tone="warning">{t('privacy:notices.sample')}</Banner>}
      {notice.reviewOverdue && <Banner tone="warning">{t('counter:strip.noticeReview')}</Banner>}
      <Facts
        facts={[
          [t('privacy:notices.columns.from'), effectiveAt === null ? null : formatDate(effectiveAt, locale)],
          [t('privacy:notices.columns.until'), ends === null ? null : formatDate(ends, locale)],
          [
            t('privacy:notices.materiality.label'),
            t('privacy:notices.judged', {
              weight: t(`privacy:notices.materiality.${materiality}`),
              name: by(notice.judgedBy),
            }),
          ],
          [
            t('privacy:notices.change'),
            notice.change === null ? null : (
              <span key="change" lang={textLocale}>
                {notice.change}
              </span>
            ),
          ],
          [
            t('privacy:notices.approvedBy'),
            approvedBy.length === 0 ? null : [...new Set(approvedBy.map(by))].join(', '),
          ],
          [
            t('privacy:notices.publishedAt'),
            publishedAt === null ? null : formatDateTime(publishedAt, locale),
          ],
          [t('privacy:notices.site'), notice.siteUrl === '' ? null : notice.siteUrl],
          [t('privacy:notices.review'), nextReviewAt === null ? null : formatDate(nextReviewAt, locale)],
        ]}
      />
    </section>
  );
}
