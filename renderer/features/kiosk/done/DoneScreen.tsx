import { Banknote, Camera, Check, Clock, MemoryStick, Printer, Ticket } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Placed } from '../../../../shared/contract/drafts.ts';
import { formatMoney } from '../../../../shared/domain/money.ts';
import { qrModules } from '../../../../shared/domain/qrCode.ts';
import { formatDateTime, formatDay, type ShopDay } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, IconWord, QrCode } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { StepFrame } from '../frame/StepFrame.tsx';
import styles from './done.module.css';

/** KS7: the number. No photos stand here, and nothing of the contact. */
export function DoneScreen({ placed }: { readonly placed: Placed }) {
  const t = useTexts();
  const { order, media } = useKiosk();
  const locale = useVisit((state) => state.locale);
  const seconds = useStore(order, (state) => state.secondsLeft) ?? 0;
  const cardIn = useStore(media, ({ sources }) =>
    sources.some(({ state, kind }) => kind === 'volume' && state !== 'gone'),
  );
  return (
    <StepFrame
      sum={t('kiosk:number.closing', { seconds })}
      primary={
        <Button variant="primary" icon={Check} onPress={() => void order.finish()}>
          {t('kiosk:number.finish')}
        </Button>
      }
    >
      <div className={cx(styles['columns'])}>
        <div className={cx(styles['screen'])}>
          <p className={cx(styles['title'])} role="status">
            {t('kiosk:number.title')}
          </p>
          <h1 className={cx(styles['numberBox'])}>
            <span className={cx(styles['label'])}>{t('kiosk:number.label')}</span>
            <span className={cx(styles['number'])}>{placed.number}</span>
          </h1>
          <div className={cx(styles['pay'])}>
            <IconWord icon={Banknote}>{t('kiosk:number.payAtCounter')}</IconWord>
            <strong>{t('kiosk:number.sum', { price: formatMoney(placed.total, locale) })}</strong>
          </div>
          <TicketLine />
          {cardIn && (
            <Banner tone="warning" icon={MemoryStick} title={t('kiosk:number.cardStillIn')}>
              {t('kiosk:number.cardStillInText')}
            </Banner>
          )}
          <div className={cx(styles['facts'])}>
            <IconWord icon={Clock}>
              {t('kiosk:number.ready', { time: formatDateTime(placed.dueAt, locale) })}
            </IconWord>
            <span>{t('common:keepUntil', { date: formatDay(placed.keepUntil as ShopDay, locale) })}</span>
          </div>
          <div className={cx(styles['actions'])}>
            <Button icon={Clock} onPress={order.moreTime}>
              {t('common:actions.moreTime')}
            </Button>
            <Button icon={Printer} onPress={() => void order.printAgain()}>
              {t('kiosk:number.again')}
            </Button>
          </div>
        </div>
        <Codes placed={placed} />
      </div>
    </StepFrame>
  );
}

function TicketLine() {
  const t = useTexts();
  const { order } = useKiosk();
  const ticket = useStore(order, (state) => state.ticket);
  if (ticket === 'none' || ticket === 'failed') {
    return (
      <Banner tone="warning" icon={Camera} title={t('kiosk:number.photographNumber')}>
        {t('kiosk:number.photographText')}
      </Banner>
    );
  }
  return (
    <p className={cx(styles['ticket'])} role="status">
      <IconWord icon={Ticket}>
        {t(ticket === 'printed' ? 'kiosk:number.printed' : 'kiosk:number.printing')}
      </IconWord>
    </p>
  );
}

/** The claim code of an anonymous order, the code that takes the consents back, and where the status can be seen. */
function Codes({ placed }: { readonly placed: Placed }) {
  const t = useTexts();
  const { order } = useKiosk();
  const withdrawal = useStore(order, (state) => state.withdrawal);
  return (
    <div className={cx(styles['codes'])}>
      {placed.claimCode !== null && (
        <div className={cx(styles['code'])}>
          <span className={cx(styles['label'])}>{t('kiosk:number.claim')}</span>
          <strong className={cx(styles['claim'])}>{placed.claimCode}</strong>
          <span className={cx(styles['quiet'])}>{t('kiosk:number.claimText')}</span>
        </div>
      )}
      {withdrawal !== null && (
        <div className={cx(styles['code'])}>
          <span className={cx(styles['label'])}>{t('kiosk:number.withdrawal')}</span>
          <PhoneCode text={withdrawal.qr} label={t('kiosk:number.withdrawal')} />
          <strong className={cx(styles['withdrawal'])}>{withdrawal.code}</strong>
          <span className={cx(styles['quiet'])}>{t('kiosk:number.withdrawalText')}</span>
        </div>
      )}
      {placed.statusUrl !== '' && (
        <div className={cx(styles['code'])}>
          <span className={cx(styles['label'])}>{t('kiosk:number.status')}</span>
          <PhoneCode text={placed.statusUrl} label={t('kiosk:number.status')} />
          <span className={cx(styles['quiet'])}>{t('kiosk:number.statusText')}</span>
        </div>
      )}
    </div>
  );
}

/** Made once: the seconds beside it run. */
function PhoneCode({ text, label }: { readonly text: string; readonly label: string }) {
  return <QrCode modules={useMemo(() => qrModules(text), [text])} label={label} />;
}
