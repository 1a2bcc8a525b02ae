import { CircleCheck, MemoryStick } from 'lucide-react';
import type { CopyState } from '../../../../shared/contract/media.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, ProgressBar } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { copyMessage } from '../check/check.policy.ts';
import { useCopy, useKiosk } from '../frame/KioskContext.tsx';
import { SlotDrawing } from '../source/SlotDrawing.tsx';
import { useBytes, useTimeLeft } from './amounts.ts';
import styles from './copying.module.css';

/** What goes on with the card while the customer goes on with the order. It stays until its cause is gone. */
export function CopyBanner() {
  const copy = useCopy();
  const message = copyMessage(copy);
  if (copy === null || message === 'none' || message === 'allCopied') return null;
  if (message === 'copying') return <Copying copy={copy} />;
  if (message === 'mayRemove') return <MayRemove />;
  return <Stopped copy={copy} message={message} />;
}

function Copying({ copy }: { readonly copy: CopyState }) {
  const t = useTexts();
  const { overlays } = useKiosk();
  const bytes = useBytes();
  const left = useTimeLeft(copy.msLeft);
  const words = [
    t('kiosk:copy.progress', { done: copy.done, total: copy.total }),
    t('kiosk:copy.bytes', { done: bytes(copy.bytes), total: bytes(copy.bytesTotal) }),
    ...(left === null ? [] : [t('kiosk:copy.left', { time: left })]),
  ];
  return (
    <div className={cx(styles['copying'])}>
      <SlotDrawing kind="card" />
      <div className={cx(styles['bar'])}>
        <ProgressBar
          label={t('kiosk:copy.title')}
          value={copy.bytesTotal === 0 ? null : copy.bytes / copy.bytesTotal}
          text={words.join(' · ')}
        />
      </div>
      <Button onPress={() => overlays.show('cancelCopy')}>{t('kiosk:copy.cancel')}</Button>
    </div>
  );
}

function MayRemove() {
  const t = useTexts();
  return (
    <div className={cx(styles['mayRemove'])} role="status">
      <CircleCheck className={cx(styles['icon'])} aria-hidden="true" />
      <strong>{t('kiosk:copy.mayRemove')}</strong>
      <span>{t('kiosk:copy.mayRemoveText')}</span>
    </div>
  );
}

function Stopped(props: {
  readonly copy: CopyState;
  readonly message: 'missing' | 'failed' | 'cancelled' | 'diskFull';
}) {
  const { copy, message } = props;
  const t = useTexts();
  const { media } = useKiosk();
  if (message === 'missing') {
    return (
      <Banner
        tone="warning"
        icon={MemoryStick}
        title={t('kiosk:copy.missing', { missing: copy.missing.length, total: copy.total })}
        actions={
          copy.done > 0 && (
            <Button onPress={() => void media.dropMissing()}>
              {t('kiosk:copy.goOnWith', { count: copy.done })}
            </Button>
          )
        }
      >
        {t('kiosk:copy.putBack')}
      </Banner>
    );
  }
  if (message === 'failed') {
    return (
      <Banner
        tone="warning"
        title={t('kiosk:copy.failed', { count: copy.failed.length })}
        actions={<Button onPress={() => void media.dropMissing()}>{t('kiosk:copy.goOnWithout')}</Button>}
      >
        {t('kiosk:copy.failedText')}
      </Banner>
    );
  }
  const isFull = message === 'diskFull';
  return (
    <Banner
      tone={isFull ? 'danger' : 'warning'}
      {...(isFull ? {} : { title: t('kiosk:copy.cancelled') })}
      actions={<Button onPress={() => void media.startCopy()}>{t('kiosk:copy.again')}</Button>}
    >
      {t(isFull ? 'kiosk:copy.diskFull' : 'kiosk:copy.cancelledText')}
    </Banner>
  );
}
