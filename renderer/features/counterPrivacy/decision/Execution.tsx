import { FileJson, FileText } from 'lucide-react';
import { useStore } from 'zustand';
import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { ERASURE_FAILURES, ERASURE_STEPS } from '../../../../shared/privacy/erasureSteps.ts';
import { type Texts, useTexts } from '../../../i18n/index.ts';
import { Banner, Button, Facts, ProgressBar, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import type { CaseStore } from '../case/case.store.ts';
import type { ErasureState } from '../case/caseState.ts';
import styles from '../privacy.module.css';

/** How far the work has come; what is not proved is never shown as done. */
export function Execution({ store, detail }: { readonly store: CaseStore; readonly detail: RequestDetail }) {
  const t = useTexts();
  const erasure = useStore(store, (state) => state.erasure);
  const { targets, certificateId, state } = detail;
  const runs = erasure !== null && erasure.state !== 'none';
  if (!runs && targets.length === 0 && state !== 'failed_retrying') return null;
  return (
    <section className={cx(styles['section'])} aria-labelledby="case-execution">
      <h3 id="case-execution" className={cx(styles['heading'])}>
        {t('privacy:run.title')}
      </h3>
      {state === 'failed_retrying' && <Banner tone="danger">{failureText(t, detail, erasure)}</Banner>}
      {runs && <Progress erasure={erasure} />}
      {(certificateId ?? erasure?.certificateId ?? null) !== null && <Certificate store={store} />}
      <Targets detail={detail} />
    </section>
  );
}

/** The step that failed and why, in plain words; never a code. */
function failureText(t: Texts, { failure }: RequestDetail, erasure: ErasureState | null): string {
  const step = ERASURE_STEPS.find((one) => one === erasure?.step);
  const known = ERASURE_FAILURES.find((one) => one === erasure?.reason);
  const reason =
    known === undefined
      ? t(failure === 'package_failed' ? 'privacy:run.package' : 'privacy:run.unknown')
      : t(`privacy:run.reason.${known}`);
  return step === undefined
    ? t('privacy:run.failedPlain', { reason })
    : t('privacy:run.failed', { step: t(`privacy:run.step.${step}`), reason });
}

function Progress({ erasure }: { readonly erasure: ErasureState }) {
  const t = useTexts();
  const { state, done, of, rows, files, keys, tries } = erasure;
  const step = ERASURE_STEPS.find((one) => one === erasure.step);
  if (state === 'proved') {
    return (
      <Facts
        facts={[
          [t('privacy:run.rows'), String(rows)],
          [t('privacy:run.files'), String(files)],
          [t('privacy:run.keys'), String(keys)],
        ]}
      />
    );
  }
  return (
    <>
      <ProgressBar
        label={step === undefined ? t('privacy:run.title') : t(`privacy:run.step.${step}`)}
        value={done / of}
        text={t('common:ofTotal', { done, total: of })}
      />
      {tries > 1 && <p className={cx(styles['quiet'])}>{t('privacy:run.tries', { tries })}</p>}
    </>
  );
}

function Certificate({ store }: { readonly store: CaseStore }) {
  const t = useTexts();
  const { saveCertificate } = store.getState();
  return (
    <div className={cx(styles['row'])}>
      <Button icon={FileText} onPress={() => void saveCertificate('pdf')}>
        {t('privacy:run.certificate.pdf')}
      </Button>
      <Button icon={FileJson} onPress={() => void saveCertificate('json')}>
        {t('privacy:run.certificate.json')}
      </Button>
    </div>
  );
}

/** Each terminal and recipient that must answer, until it has. */
function Targets({ detail }: { readonly detail: RequestDetail }) {
  const t = useTexts();
  const { locale } = useUi();
  if (detail.targets.length === 0) return null;
  return (
    <Facts
      facts={detail.targets.map(({ target, ackAt, sentAt }) => [
        target,
        ackAt !== null
          ? t('privacy:run.answered', { at: formatDateTime(ackAt, locale) })
          : t(sentAt === null ? 'privacy:run.toSend' : 'privacy:run.waiting'),
      ])}
    />
  );
}
