import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button } from '../../../ui/index.ts';
import type { Failure } from './failure.ts';

/** What went wrong, in words and with its reference, and the way on where there is one. */
export function FailureBanner(props: { readonly failure: Failure | null; readonly onRetry?: () => void }) {
  const { failure, onRetry } = props;
  const t = useTexts();
  if (failure === null) return null;
  return (
    <Banner
      tone="danger"
      {...(onRetry === undefined
        ? {}
        : { actions: <Button onPress={onRetry}>{t('common:actions.tryAgain')}</Button> })}
    >
      {t(`errors:${failure.code}`)} {t('common:reference', { ref: failure.ref })}
    </Banner>
  );
}
