import { CircleCheck, RefreshCw } from 'lucide-react';
import { useStore } from 'zustand';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, ProgressBar, TextField } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { MyDataFrame } from './MyDataFrame.tsx';
import { CODE_DIGITS } from './myData.policy.ts';
import { isCodeLate } from './myDataStore.ts';
import { useProblem } from './useProblem.ts';
import styles from './myData.module.css';

/** KS8: the code from the known contact. The request stands already; nothing here says whether anybody is known (R8). */
export function CodeScreen() {
  const t = useTexts();
  const { myData } = useKiosk();
  const locale = useVisit((state) => state.locale);
  const { code, request, isPending } = useStore(myData);
  if (request === null) return null;
  const hasCode = code.until !== null;
  const isLate = isCodeLate(code);
  const mayTry = hasCode && code.triesLeft > 0;
  return (
    <MyDataFrame
      title={t(hasCode ? 'kiosk:myData.code' : isLate ? 'kiosk:myData.codeLate' : 'kiosk:myData.codeComing')}
      primary={
        mayTry ? (
          <Button
            variant="primary"
            icon={CircleCheck}
            isDisabled={code.typed.length < CODE_DIGITS}
            isPending={isPending}
            pendingLabel={t('common:pending')}
            onPress={() => void myData.checkCode()}
          >
            {t('kiosk:myData.checkCode')}
          </Button>
        ) : (
          <Button variant="primary" onPress={myData.withoutCode}>
            {t('kiosk:myData.withoutCode')}
          </Button>
        )
      }
    >
      <p>{t('kiosk:myData.recorded', { number: request.number })}</p>
      {!hasCode && !isLate && <ProgressBar label={t('common:pending')} value={null} />}
      {isLate && <Banner tone="info">{t('kiosk:myData.codeLateText')}</Banner>}
      {code.until !== null && (
        <p>{t('kiosk:myData.codeSent', { time: formatDateTime(code.until, locale) })}</p>
      )}
      {mayTry && <CodeField />}
      {hasCode && code.triesLeft === 0 && <Banner tone="warning">{t('kiosk:myData.noTries')}</Banner>}
      {hasCode && <CodeActions mayTry={mayTry} />}
    </MyDataFrame>
  );
}

function CodeField() {
  const t = useTexts();
  const { myData } = useKiosk();
  const code = useStore(myData, (state) => state.code);
  const isWrong = useStore(myData, (state) => state.problem === 'wrongCode');
  return (
    <form
      className={cx(styles['code'])}
      onSubmit={(event) => {
        event.preventDefault();
        if (code.typed.length >= CODE_DIGITS) void myData.checkCode();
      }}
    >
      <TextField
        label={t('kiosk:myData.codeLabel')}
        kind="digits"
        value={code.typed}
        maxLength={CODE_DIGITS + 2}
        onChange={(text) => myData.type('code', text)}
        error={isWrong ? t('kiosk:myData.problem.triesLeft', { count: code.triesLeft }) : undefined}
      />
    </form>
  );
}

function CodeActions({ mayTry }: { readonly mayTry: boolean }) {
  const t = useTexts();
  const { myData } = useKiosk();
  const problem = useProblem();
  const isTooMany = useStore(myData, (state) => state.problem === 'TRY_LATER');
  return (
    <>
      {isTooMany && <Banner tone="warning">{problem}</Banner>}
      <div className={cx(styles['actions'])}>
        <Button icon={RefreshCw} onPress={() => void myData.newCode()}>
          {t('kiosk:myData.newCode')}
        </Button>
        {mayTry && <Button onPress={myData.withoutCode}>{t('kiosk:myData.withoutCode')}</Button>}
      </div>
    </>
  );
}
