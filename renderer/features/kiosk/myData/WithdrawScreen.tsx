import { Check, CircleCheck, Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { consentTextId } from '../../../../shared/domain/consent.ts';
import { CONSENT_TEXTS } from '../../../../shared/domain/consentTexts.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, IconWord, TextField } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { MyDataFrame } from './MyDataFrame.tsx';
import { type ConsentBoxes, livePurposes } from './withdrawStore.ts';
import styles from './myData.module.css';

const LONGEST_CODE = 200;

/** KS8: the code of the ticket shows what was agreed to; one tap takes it back. */
export function WithdrawScreen() {
  const t = useTexts();
  const { withdraw, visit, myData } = useKiosk();
  const { boxes, isPending } = useStore(withdraw);
  const live = boxes === null ? [] : livePurposes(boxes);
  return (
    <MyDataFrame
      title={t('kiosk:myData.withdraw')}
      onBack={() => visit.send({ do: 'myData', to: 'myData' })}
      primary={
        boxes !== null && live.length === 0 ? (
          <Button variant="primary" icon={Check} onPress={() => void visit.end('finished')}>
            {t('kiosk:number.finish')}
          </Button>
        ) : (
          <Button
            variant="primary"
            icon={Undo2}
            isDisabled={boxes === null}
            isPending={isPending}
            pendingLabel={t('common:pending')}
            onPress={() => void withdraw.withdraw(live)}
          >
            {t(live.length > 1 ? 'kiosk:myData.withdrawAll' : 'kiosk:myData.withdrawOne')}
          </Button>
        )
      }
    >
      {boxes === null && <CodeOfTicket />}
      {boxes !== null && live.length === 0 && <Banner tone="info">{t('kiosk:myData.nothingLive')}</Banner>}
      {boxes !== null && live.length > 0 && <Boxes boxes={boxes} />}
      <div className={cx(styles['actions'])}>
        {boxes === null ? (
          <Button onPress={myData.withdrawByContact}>{t('kiosk:myData.noTicket')}</Button>
        ) : (
          <Button onPress={() => void withdraw.type('')}>{t('kiosk:myData.otherCode')}</Button>
        )}
      </div>
    </MyDataFrame>
  );
}

function CodeOfTicket() {
  const t = useTexts();
  const { withdraw } = useKiosk();
  const { typed, problem } = useStore(withdraw);
  return (
    <form
      className={cx(styles['code'])}
      onSubmit={(event) => {
        event.preventDefault();
        void withdraw.look();
      }}
    >
      <TextField
        label={t('kiosk:myData.ticketCode')}
        why={t('kiosk:myData.ticketCodeWhy')}
        kind="code"
        value={typed}
        maxLength={LONGEST_CODE}
        autoFocus
        onChange={(text) => void withdraw.type(text)}
        error={problem === null ? undefined : t(`kiosk:myData.problem.${problem}`)}
      />
    </form>
  );
}

/** What the code stands for: each consent in its words, with its own way back where there are several. */
function Boxes({ boxes }: { readonly boxes: ConsentBoxes }) {
  const t = useTexts();
  const { withdraw } = useKiosk();
  const locale = useVisit((state) => state.locale);
  const several = livePurposes(boxes).length > 1;
  const list = useRef<HTMLUListElement>(null);
  // The field that had the focus is gone: reading goes on where the answer is.
  useEffect(() => list.current?.focus(), []);
  return (
    <ul ref={list} tabIndex={-1} className={cx(styles['boxes'])} aria-label={t('kiosk:myData.agreed')}>
      {boxes.map(({ purpose, channel, live }) => {
        const id = consentTextId(purpose, channel);
        return (
          <li key={id} className={cx(styles['box'])}>
            <span>{CONSENT_TEXTS.find(({ textId }) => textId === id)?.statement[locale]}</span>
            {live && several && (
              <Button onPress={() => void withdraw.withdraw([purpose])}>
                {t('kiosk:myData.withdrawOne')}
              </Button>
            )}
            {!live && <IconWord icon={CircleCheck}>{t('kiosk:myData.isWithdrawn')}</IconWord>}
          </li>
        );
      })}
    </ul>
  );
}

/** KS8: taken back, at once; the rest can be taken back here too. */
export function WithdrawnScreen() {
  const t = useTexts();
  const { withdraw, visit } = useKiosk();
  const boxes = useStore(withdraw, (state) => state.boxes);
  return (
    <MyDataFrame
      title={t('kiosk:myData.withdrawn')}
      primary={
        <Button variant="primary" icon={Check} onPress={() => void visit.end('finished')}>
          {t('kiosk:number.finish')}
        </Button>
      }
    >
      <p role="status">{t('kiosk:myData.withdrawnText')}</p>
      {boxes !== null && <Boxes boxes={boxes} />}
    </MyDataFrame>
  );
}
