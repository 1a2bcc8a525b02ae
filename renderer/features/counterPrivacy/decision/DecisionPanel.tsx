import { MousePointerClick } from 'lucide-react';
import { useStore } from 'zustand';
import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import { formatDateTime, formatDay } from '../../../../shared/domain/time.ts';
import { RefusalReason } from '../../../../shared/privacy/requestTypes.ts';
import { type Texts, useTexts } from '../../../i18n/index.ts';
import { Banner, Button, EmptyState, Facts, StatusPill, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { HandOver } from '../handOver/HandOver.tsx';
import type { HandOverStore } from '../handOver/handOver.store.ts';
import type { CaseStore } from '../case/case.store.ts';
import { keptOf, lawText } from '../case/names.ts';
import styles from '../privacy.module.css';
import { requestLooks } from '../queue/looks.ts';
import { Actions } from './Actions.tsx';
import { CaseDialogs } from './CaseDialogs.tsx';
import { Execution } from './Execution.tsx';
import { Letters } from './Letters.tsx';

/** The right side of CS6: where the request stands, what was decided, what is done next, and its proof. */
export function DecisionPanel({
  store,
  handOver,
  onCode,
}: {
  readonly store: CaseStore;
  readonly handOver: HandOverStore;
  readonly onCode: (number: string) => void;
}) {
  const t = useTexts();
  const { detail, id } = useStore(store);
  if (detail === null) {
    return (
      <div className={cx(styles['panel'])}>
        {id === null && <EmptyState icon={MousePointerClick} title={t('privacy:chooseOne')} />}
      </div>
    );
  }
  return (
    <div className={cx(styles['panel'])}>
      <div className={cx(styles['head'])}>
        <h2 className={cx(styles['bigNumber'])}>{detail.number}</h2>
        <StatusPill look={requestLooks[detail.state]}>{t(`privacy:state.${detail.state}`)}</StatusPill>
      </div>
      <Messages store={store} />
      <Waits detail={detail} />
      <Decision detail={detail} />
      <Execution store={store} detail={detail} />
      <HandOver store={handOver} role="manager" />
      <Letters store={store} detail={detail} />
      <Actions store={store} detail={detail} onCode={onCode} />
      <CaseDialogs store={store} detail={detail} />
    </div>
  );
}

function Messages({ store }: { readonly store: CaseStore }) {
  const t = useTexts();
  const { failure, dialog, file, dismiss } = useStore(store);
  const close = <Button onPress={dismiss}>{t('common:actions.close')}</Button>;
  if (dialog !== null) return null;
  return (
    <>
      {failure !== null && (
        <Banner tone="danger" actions={close}>
          {t(`errors:${failure.code}`)} {failure.ref !== '' && t('common:reference', { ref: failure.ref })}
        </Banner>
      )}
      {file !== null && (
        <Banner tone="info" actions={close}>
          {t('privacy:file', { file })}
        </Banner>
      )}
    </>
  );
}

/** What somebody else must do before this manager can. */
function Waits({ detail }: { readonly detail: RequestDetail }) {
  const t = useTexts();
  const { locale } = useUi();
  const { state, mayDecide, dryRun, coolingUntil, failure } = detail;
  const decidable = state === 'triage' || state === 'clarify' || state === 'review';
  const isBlocked = dryRun?.items.some(({ what }) => what === 'blocked') ?? false;
  return (
    <>
      {decidable && !mayDecide && <Banner tone="warning">{t('privacy:waits.another')}</Banner>}
      {decidable && detail.people === 0 && detail.verification !== null && (
        <Banner tone="warning">{t('errors:NOBODY_FOUND')}</Banner>
      )}
      {decidable && isBlocked && <Banner tone="warning">{t('errors:REQUEST_BLOCKED')}</Banner>}
      {state === 'id_pending' && <Banner tone="info">{t('privacy:waits.identity')}</Banner>}
      {state === 'cooling' && coolingUntil !== null && (
        <Banner tone="info">
          {t('privacy:waits.cooling', { at: formatDateTime(coolingUntil, locale) })}
        </Banner>
      )}
      {state === 'executing' && (failure === 'letter_needed' || failure === 'answer_needed') && (
        <Banner tone="warning">{t(`privacy:waits.${failure}`)}</Banner>
      )}
    </>
  );
}

function Decision({ detail }: { readonly detail: RequestDetail }) {
  const t = useTexts();
  const { locale } = useUi();
  const { decision, holds } = detail;
  if (decision === null) return null;
  const kept = keptOf(t, holds);
  return (
    <section className={cx(styles['section'])} aria-labelledby="case-decision">
      <h3 id="case-decision" className={cx(styles['heading'])}>
        {t('privacy:decision.title')}
      </h3>
      <Facts
        facts={[
          [t('privacy:decision.what'), t(`privacy:decision.code.${codeOf(decision.code)}`)],
          [t('privacy:decision.why'), decision.reason === null ? null : reasonText(t, decision.reason)],
          [
            t('privacy:decision.laws'),
            decision.lawRefs.length === 0 ? null : decision.lawRefs.map((law) => lawText(t, law)).join('; '),
          ],
          [
            t('privacy:decision.by'),
            [decision.by ?? t('counter:history.system'), formatDateTime(decision.at, locale)].join(' · '),
          ],
        ]}
      />
      {kept.length > 0 && (
        <>
          <h4 className={cx(styles['label'])}>{t('privacy:decision.kept')}</h4>
          <ul className={cx(styles['plain'])}>
            {kept.map(({ name, law, until }) => (
              <li key={`${name} ${law}`}>
                {name}
                <span className={cx(styles['why'])}>
                  {[
                    law,
                    until === null ? null : t('privacy:dryRun.until', { date: formatDay(until, locale) }),
                  ]
                    .filter((part) => part !== null)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const CODES = ['approve', 'partial', 'refuse', 'clarify'] as const;
const codeOf = (code: string) => CODES.find((one) => one === code) ?? 'approve';

const reasonText = (t: Texts, reason: string): string => {
  const known = RefusalReason.safeParse(reason);
  return known.success ? t(`privacy:refusal.${known.data}`) : reason;
};
