import { Eye, EyeOff, PackageCheck, Timer, Trash2, LoaderCircle } from 'lucide-react';
import { useStore } from 'zustand';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, Facts, StatusPill, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../privacy.module.css';
import type { HandOverStore } from './handOver.store.ts';
import { HandOverDialog } from './HandOverDialog.tsx';

const LOOKS = {
  building: { tone: 'info', icon: LoaderCircle },
  ready: { tone: 'success', icon: PackageCheck },
  collected: { tone: 'neutral', icon: PackageCheck },
  gone: { tone: 'neutral', icon: Trash2 },
} as const;

/** The package of a request for data: until when it is there, its hand-over and, for managers, its password. */
export function HandOver({
  store,
  role,
}: {
  readonly store: HandOverStore;
  readonly role: 'staff' | 'manager';
}) {
  const t = useTexts();
  const { archive, failure, form, file, open } = useStore(store);
  if (archive === null) return null;
  const { state } = archive;
  return (
    <section className={cx(styles['section'])} aria-labelledby="case-package">
      <div className={cx(styles['head'])}>
        <h3 id="case-package" className={cx(styles['heading'])}>
          {t('privacy:handOver.title')}
        </h3>
        <StatusPill look={LOOKS[state]}>{t(`privacy:handOver.state.${state}`)}</StatusPill>
      </div>
      {failure !== null && form === null && (
        <Banner tone="danger">
          {t(`errors:${failure.code}`)} {t('common:reference', { ref: failure.ref })}
        </Banner>
      )}
      <Dates archive={archive} />
      {file !== null && state === 'collected' && (
        <Banner tone="info" icon={Timer}>
          {t('privacy:handOver.file', { file })}
        </Banner>
      )}
      {state === 'gone' && <p className={cx(styles['quiet'])}>{t('privacy:handOver.gone')}</p>}
      {role === 'manager' && (state === 'ready' || state === 'collected') && <Password store={store} />}
      {role === 'staff' && state === 'ready' && (
        <p className={cx(styles['quiet'])}>{t('privacy:handOver.sealed')}</p>
      )}
      {state === 'ready' && (
        <div className={cx(styles['row'])}>
          <Button icon={PackageCheck} onPress={open}>
            {t('privacy:handOver.do')}
          </Button>
        </div>
      )}
      <HandOverDialog store={store} />
    </section>
  );
}

function Dates({ archive }: { readonly archive: CallOutput<'access:state'> }) {
  const t = useTexts();
  const { locale } = useUi();
  const { state, madeAt, expiresAt, collectedAt } = archive;
  if (state === 'building') return null;
  return (
    <Facts
      facts={[
        [t('privacy:handOver.made'), formatDateTime(madeAt, locale)],
        [t('privacy:handOver.until'), state === 'ready' ? formatDateTime(expiresAt, locale) : null],
        [t('privacy:handOver.collected'), collectedAt === null ? null : formatDateTime(collectedAt, locale)],
      ]}
    />
  );
}

/** Shown when it is wanted, beside the advice to send it by another way than the file. */
function Password({ store }: { readonly store: HandOverStore }) {
  const t = useTexts();
  const { code, showCode, hideCode } = useStore(store);
  return (
    <>
      {code !== null && (
        <Facts
          facts={[
            [
              t('privacy:handOver.code'),
              <code key="code" className={cx(styles['password'])}>
                {code}
              </code>,
            ],
          ]}
        />
      )}
      <div className={cx(styles['row'])}>
        <Button
          icon={code === null ? Eye : EyeOff}
          onPress={() => (code === null ? void showCode() : hideCode())}
        >
          {t(code === null ? 'privacy:handOver.showCode' : 'privacy:handOver.hideCode')}
        </Button>
      </div>
      <p className={cx(styles['quiet'])}>{t('privacy:handOver.apart')}</p>
    </>
  );
}
