import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button } from '../../../ui/index.ts';
import type { Failure } from './failure.ts';

/** What went wrong, in words and with its reference, and the way on. */
export function FailureBanner(props: {
  readonly failure: Failure | null;
  /** Tries again where something is read; otherwise the message is only put away. */
  readonly onRetry?: () => void;
  readonly onClose?: () => void;
}) {
  const { failure, onRetry, onClose } = props;
  const t = useTexts();
  if (failure === null) return null;
  return (
    <Banner
      tone="danger"
      actions={
        <>
          {onRetry !== undefined && <Button onPress={onRetry}>{t('common:actions.tryAgain')}</Button>}
          {onClose !== undefined && <Button onPress={onClose}>{t('common:actions.close')}</Button>}
        </>
      }
    >
      {t(`errors:${failure.code}`)} {t('common:reference', { ref: failure.ref })}
    </Banner>
  );
}
