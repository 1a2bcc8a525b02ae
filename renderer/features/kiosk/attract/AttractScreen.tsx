import { ShieldCheck } from 'lucide-react';
import { useTexts } from '../../../i18n/index.ts';
import { Button } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useFront } from '../frame/KioskContext.tsx';
import { StepFrame } from '../frame/StepFrame.tsx';
import { AttractPicture } from './AttractPicture.tsx';
import { SlotDrawing } from '../source/SlotDrawing.tsx';
import styles from './attract.module.css';

/** KS1: the whole screen starts; so does a card put in. */
export function AttractScreen() {
  const t = useTexts();
  const { begin, visit } = useFront();
  return (
    <StepFrame hasFooter={false} isFixed>
      {/* Anywhere is a second way to the one button, so it needs no role and no focus of its own. */}
      <div className={cx(styles['anywhere'])} onClick={() => void begin('source')}>
        <AttractPicture />
        <div className={cx(styles['words'])}>
          <h1 className={cx(styles['title'])}>{t('kiosk:start.title')}</h1>
          <p className={cx(styles['lead'])}>{t('kiosk:start.lead')}</p>
          {/* The press bubbles to the ground, which begins the visit: one touch, one start. */}
          <div className={cx(styles['go'])} onClick={(event) => event.stopPropagation()}>
            <Button variant="primary" onPress={() => void begin('source')}>
              {t('kiosk:start.go')}
            </Button>
          </div>
          <div className={cx(styles['insert'])}>
            <SlotDrawing kind="card" />
            <p>{t('kiosk:start.insert')}</p>
          </div>
          <div className={cx(styles['mine'])} onClick={(event) => event.stopPropagation()}>
            <Button icon={ShieldCheck} onPress={() => void visit.beginMyData()}>
              {t('kiosk:start.myData')}
            </Button>
          </div>
        </div>
      </div>
    </StepFrame>
  );
}
