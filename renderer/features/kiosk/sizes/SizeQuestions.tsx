import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { AlertDialog, Button, Dialog } from '../../../ui/index.ts';
import { useKiosk } from '../frame/KioskContext.tsx';

/** What is asked before exceptions are lost, and before very blurred prints are ordered. */
export function SizeQuestions() {
  const t = useTexts();
  const { sizes } = useKiosk();
  const question = useStore(sizes, (state) => state.question);
  const count = question?.kind === 'overwrite' ? question.count : 0;
  const bad = question?.kind === 'veryLow' ? question.photoIds.length : 0;
  return (
    <>
      <Dialog
        isOpen={question?.kind === 'overwrite'}
        role="alertdialog"
        title={t('kiosk:sizes.askOverwrite')}
        onClose={() => void sizes.answerOverwrite(null)}
        actions={
          <>
            <Button onPress={() => void sizes.answerOverwrite(null)}>{t('common:actions.cancel')}</Button>
            <Button onPress={() => void sizes.answerOverwrite(true)}>{t('kiosk:sizes.overwrite')}</Button>
            <Button variant="primary" onPress={() => void sizes.answerOverwrite(false)}>
              {t('kiosk:sizes.keepOwn')}
            </Button>
          </>
        }
      >
        <p>{t('kiosk:sizes.askOverwriteText', { count })}</p>
      </Dialog>
      <AlertDialog
        isOpen={question?.kind === 'veryLow'}
        title={t('kiosk:sizes.askVeryLow', { count: bad })}
        confirmLabel={t('kiosk:sizes.goOnAnyway')}
        cancelLabel={t('kiosk:sizes.lookAgain')}
        onConfirm={() => void sizes.answerVeryLow(true)}
        onCancel={() => void sizes.answerVeryLow(false)}
      >
        <p>{t('kiosk:sizes.askVeryLowText')}</p>
      </AlertDialog>
    </>
  );
}
