import { QrCode as QrIcon } from 'lucide-react';
import { useStore } from 'zustand';
import type { PhoneState } from '../../../../shared/contract/phone.ts';
import { type Texts, useTexts } from '../../../i18n/index.ts';
import { Button } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useKiosk } from '../frame/KioskContext.tsx';
import { SlotDrawing } from './SlotDrawing.tsx';
import styles from './source.module.css';

/** The customer's own phone as a source; where it cannot be one, the reason stands in its place. */
export function PhoneWay() {
  const t = useTexts();
  const { overlays, phone } = useKiosk();
  const state = useStore(phone, (store) => store.phone);
  const isAway = state?.state === 'off' || state?.state === 'no_network';
  const show = () => {
    overlays.show('phone');
    void phone.open(false);
  };
  return (
    <div className={cx(styles['way'], isAway && styles['away'])}>
      <SlotDrawing kind="phone" />
      <div className={cx(styles['words'])}>
        <h2>{t('kiosk:source.phone')}</h2>
        <p className={cx(styles['how'])}>{state && sentenceOf(t, state)}</p>
        {state && !isAway && (
          <Button icon={QrIcon} onPress={show}>
            {t('kiosk:phone.show')}
          </Button>
        )}
      </div>
    </div>
  );
}

function sentenceOf(t: Texts, { state, joined, received }: PhoneState): string {
  if (state === 'off') return t('kiosk:phone.off');
  if (state === 'no_network') return t('kiosk:phone.noNetwork');
  if (state === 'failed') return t('kiosk:phone.failed');
  if (received > 0) return t('kiosk:phone.received', { count: received });
  return t(joined ? 'kiosk:phone.joined' : 'kiosk:phone.how');
}
