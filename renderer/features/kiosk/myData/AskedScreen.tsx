import { CalendarClock, Check, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { formatDate } from '../../../../shared/domain/time.ts';
import { isAtOnce, needsIdentity } from '../../../../shared/privacy/requestTypes.ts';
import { useTexts } from '../../../i18n/index.ts';
import { AlertDialog, Banner, Button, IconWord } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { PaperButton } from '../overlays/PaperButton.tsx';
import { MyDataFrame } from './MyDataFrame.tsx';
import { canTakeBack, type Wish } from './myData.policy.ts';
import styles from './myData.module.css';

/** KS8: the request's number, its due date and what happens next. */
export function AskedScreen() {
  const t = useTexts();
  const { myData, visit } = useKiosk();
  const locale = useVisit((state) => state.locale);
  const { wish, request, isTakenBack } = useStore(myData);
  if (wish === null || request === null) return null;
  return (
    <MyDataFrame
      title={t(isAtOnce(wish) ? 'kiosk:myData.doneAtOnce' : 'kiosk:myData.done')}
      primary={
        <Button variant="primary" icon={Check} onPress={() => void visit.end('finished')}>
          {t('kiosk:number.finish')}
        </Button>
      }
    >
      <p className={cx(styles['numberBox'])}>
        <span className={cx(styles['label'])}>{t('kiosk:myData.number')}</span>
        <strong className={cx(styles['number'])}>{request.number}</strong>
      </p>
      {isTakenBack ? (
        <Banner tone="info">{t('kiosk:myData.takenBack')}</Banner>
      ) : (
        <WhatNext wish={wish} due={formatDate(request.dueAt, locale)} />
      )}
      <div className={cx(styles['actions'])}>
        <PaperButton paper={{ kind: 'request', privacyRequestId: request.privacyRequestId }} />
        {canTakeBack(wish) && !isTakenBack && <TakeBack />}
      </div>
    </MyDataFrame>
  );
}

function WhatNext({ wish, due }: { readonly wish: Wish; readonly due: string }) {
  const t = useTexts();
  const verified = useStore(useKiosk().myData, (state) => state.code.verified);
  return (
    <div className={cx(styles['next'])}>
      {!isAtOnce(wish) && <IconWord icon={CalendarClock}>{t('kiosk:myData.due', { date: due })}</IconWord>}
      <h2>{t('kiosk:myData.next')}</h2>
      <ul>
        {needsIdentity(wish) && !verified && <li>{t('kiosk:myData.nextCode')}</li>}
        <li>{t(`kiosk:myData.nextOf.${wish}`)}</li>
        <li>{t('kiosk:myData.nextAuthority')}</li>
      </ul>
    </div>
  );
}

function TakeBack() {
  const t = useTexts();
  const { myData } = useKiosk();
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Button icon={Undo2} onPress={() => setAsks(true)}>
        {t('kiosk:myData.takeBack')}
      </Button>
      <AlertDialog
        isOpen={asks}
        title={t('kiosk:myData.askTakeBack')}
        confirmLabel={t('kiosk:myData.takeBack')}
        cancelLabel={t('kiosk:myData.keepRequest')}
        onConfirm={() => {
          setAsks(false);
          void myData.takeBack();
        }}
        onCancel={() => setAsks(false)}
      >
        <p>{t('kiosk:myData.askTakeBackText')}</p>
      </AlertDialog>
    </>
  );
}
