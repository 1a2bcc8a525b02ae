import { Store, UserRound } from 'lucide-react';
import { useTexts } from '../../../i18n/index.ts';
import { ProgressBar } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { StepFrame } from './StepFrame.tsx';
import styles from './frame.module.css';

/** The first seconds, before core has answered. */
export function StartingScreen() {
  const t = useTexts();
  return (
    <main className={cx(styles['starting'])}>
      <h1 className={cx(styles['logo'])}>Fotolukss</h1>
      <div className={cx(styles['wait'])}>
        <ProgressBar label={t('kiosk:start.loading')} value={null} />
      </div>
    </main>
  );
}

/** Nothing can be ordered here now: where to go instead. */
export function OutOfOrderScreen() {
  const t = useTexts();
  return (
    <StepFrame hasFooter={false}>
      <div className={cx(styles['calm'])}>
        <Store className={cx(styles['calmIcon'])} aria-hidden="true" />
        <h1 className={cx(styles['calmTitle'])}>{t('kiosk:outOfOrder.title')}</h1>
        <p>{t('kiosk:outOfOrder.text')}</p>
      </div>
    </StepFrame>
  );
}

/** Staff have taken the order over; the customer's choices are kept. */
export function TakenOverScreen() {
  const t = useTexts();
  return (
    <StepFrame hasFooter={false}>
      <div className={cx(styles['calm'])}>
        <UserRound className={cx(styles['calmIcon'])} aria-hidden="true" />
        <h1 className={cx(styles['calmTitle'])}>{t('kiosk:takenOver.title')}</h1>
        <p>{t('kiosk:takenOver.text')}</p>
      </div>
    </StepFrame>
  );
}
