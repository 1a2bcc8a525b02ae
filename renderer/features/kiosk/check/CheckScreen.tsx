import { CircleCheck } from 'lucide-react';
import { useStore } from 'zustand';
import { formatMoney } from '../../../../shared/domain/money.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { CopyBanner } from '../copying/CopyBanner.tsx';
import { useDraft, useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { StepFrame } from '../frame/StepFrame.tsx';
import { allStored } from './check.policy.ts';
import { ContactPart, DeliveryPart, WishesPart } from './ContactParts.tsx';
import { PhotosPart } from './PhotosPart.tsx';
import { OutNote } from './OutNote.tsx';
import { useIsUnmade } from '../sizes/useIsUnmade.ts';
import { PricePart } from './PricePart.tsx';
import styles from './check.module.css';

/** KS6: everything once more, on one screen, each part a tap away from being changed. */
export function CheckScreen() {
  const t = useTexts();
  const { order, visit } = useKiosk();
  const draft = useDraft();
  const locale = useVisit((state) => state.locale);
  const isPlacing = useVisit(({ flow }) => flow.step === 'placing');
  const failed = useStore(order, (state) => state.failed);
  const isUnmade = useIsUnmade();
  if (draft === null) return null;
  const isStored = allStored(draft);
  const total = formatMoney(draft.price?.total ?? 0, locale);
  return (
    <StepFrame
      notice={
        <>
          <CopyBanner />
          <OutNote />
        </>
      }
      count={t('kiosk:sizes.sum', { price: total })}
      sum={isStored ? t('kiosk:check.pay') : t('kiosk:check.copying')}
      {...(isPlacing ? {} : { onBack: () => void visit.goTo('details') })}
      primary={
        <Button
          variant="primary"
          icon={CircleCheck}
          isDisabled={!isStored || isPlacing || isUnmade}
          onPress={() => void order.place()}
        >
          {t(isPlacing ? 'kiosk:check.placing' : 'kiosk:check.order')}
        </Button>
      }
    >
      {failed !== null && (
        <Banner tone="danger">{t(failed === 'unsaved' ? 'kiosk:check.failed' : `errors:${failed}`)}</Banner>
      )}
      <h1>{t('kiosk:check.title')}</h1>
      <div className={cx(styles['parts'])}>
        <div className={cx(styles['side'])}>
          <PhotosPart draft={draft} />
          <PricePart draft={draft} />
        </div>
        <div className={cx(styles['side'])}>
          <ContactPart draft={draft} />
          <DeliveryPart draft={draft} />
          <WishesPart draft={draft} />
        </div>
      </div>
    </StepFrame>
  );
}
