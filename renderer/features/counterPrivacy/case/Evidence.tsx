import { Eye } from 'lucide-react';
import { useStore } from 'zustand';
import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import { formatDate, formatDateTime, formatDay } from '../../../../shared/domain/time.ts';
import { isOpen } from '../../../../shared/privacy/requestStates.ts';
import { needsIdentity } from '../../../../shared/privacy/requestTypes.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, type Fact, Facts, StatusPill, useUi, VisuallyHidden } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../privacy.module.css';
import { dueLook, dueText } from '../queue/looks.ts';
import type { CaseStore } from './case.store.ts';
import { DryRunList } from './DryRunList.tsx';
import { History } from './History.tsx';

/** What a decision rests on: who asked, how they were known, what would happen, who did what so far. */
export function Evidence({ store }: { readonly store: CaseStore }) {
  const t = useTexts();
  const { detail, failure, reload } = useStore(store);
  if (detail === null) {
    if (failure === null) return <VisuallyHidden live="polite">{t('common:pending')}</VisuallyHidden>;
    return (
      <Banner
        tone="danger"
        actions={<Button onPress={() => void reload()}>{t('common:actions.tryAgain')}</Button>}
      >
        {t(`errors:${failure.code}`)} {t('common:reference', { ref: failure.ref })}
      </Banner>
    );
  }
  return (
    <>
      <h2>{t(`privacy:type.${detail.type}`)}</h2>
      <Deadline detail={detail} />
      <Intake store={store} detail={detail} />
      {detail.dryRun !== null && <DryRunList dryRun={detail.dryRun} />}
      {detail.type === 'erasure' &&
        detail.dryRun === null &&
        isOpen(detail.state) &&
        detail.coolingUntil === null && <p className={cx(styles['quiet'])}>{t('privacy:dryRun.none')}</p>}
      <History detail={detail} />
    </>
  );
}

function Deadline({ detail }: { readonly detail: RequestDetail }) {
  const t = useTexts();
  const { locale } = useUi();
  const look = dueLook(detail);
  const facts: readonly Fact[] = [
    [
      t('privacy:evidence.received'),
      `${formatDate(detail.receivedAt, locale)} · ${t(`privacy:channel.${detail.channel}`)}`,
    ],
    [
      t('privacy:evidence.due'),
      <span key="due" className={cx(styles['row'])}>
        {formatDate(detail.dueAt, locale)}
        {look !== null && <StatusPill look={look}>{dueText(t, detail)}</StatusPill>}
        {detail.extended && t('privacy:evidence.extended')}
      </span>,
    ],
    [
      t('privacy:evidence.reviewBy'),
      isOpen(detail.state) && detail.decision === null ? formatDay(detail.reviewBy, locale) : null,
    ],
    [t('privacy:evidence.intakeBy'), detail.intakeBy ?? t('privacy:evidence.byPerson')],
  ];
  return <Facts facts={facts} />;
}

function Intake({ store, detail }: { readonly store: CaseStore; readonly detail: RequestDetail }) {
  const t = useTexts();
  const { locale } = useUi();
  const { verification, contact, contactShown, corrections, people, type, duplicateOf } = detail;
  const facts: readonly Fact[] = [
    [t('privacy:evidence.contact'), contact],
    [t('privacy:evidence.language'), t(`counter:languages.${detail.locale}`)],
    [t('privacy:evidence.people'), people === 0 ? t('privacy:evidence.nobody') : String(people)],
    [
      t('privacy:evidence.identity'),
      verification === null
        ? needsIdentity(type)
          ? t('privacy:evidence.unproven')
          : t('privacy:evidence.noProofNeeded')
        : [
            t(`privacy:verified.${verification.method}`),
            formatDateTime(verification.at, locale),
            verification.by ?? t('privacy:evidence.byPerson'),
          ].join(' · '),
    ],
    [t('privacy:evidence.duplicateOf'), duplicateOf],
    ...corrections.map(
      ({ field, value }): Fact => [
        t('privacy:evidence.wanted', { field: t(`privacy:field.${field}`) }),
        value ?? t('privacy:evidence.hidden'),
      ],
    ),
  ];
  const mayReveal = !contactShown && (contact !== null || corrections.length > 0);
  return (
    <section className={cx(styles['section'])} aria-labelledby="evidence-who">
      <h3 id="evidence-who" className={cx(styles['heading'])}>
        {t('privacy:evidence.who')}
      </h3>
      <Facts facts={facts} />
      {mayReveal && (
        <div className={cx(styles['row'])}>
          <Button icon={Eye} onPress={() => void store.getState().reveal()}>
            {t('privacy:evidence.reveal')}
          </Button>
          <span className={cx(styles['quiet'])}>{t('privacy:evidence.recorded')}</span>
        </div>
      )}
    </section>
  );
}
