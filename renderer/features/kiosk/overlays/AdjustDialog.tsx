import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Button, Dialog, SegmentedControl } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useKiosk } from '../frame/KioskContext.tsx';
import { useEase } from './useEase.ts';
import styles from './overlays.module.css';

/** How the screens are shown to this person; everything at once, nothing to confirm. */
export function AdjustDialog() {
  const t = useTexts();
  const { overlays } = useKiosk();
  const isOpen = useStore(overlays, ({ open }) => open === 'adjust');
  const ease = useEase();
  const close = () => overlays.show(null);
  return (
    <Dialog
      isOpen={isOpen}
      title={t('kiosk:adjust.title')}
      onClose={close}
      actions={
        <Button variant="primary" onPress={close}>
          {t('common:actions.close')}
        </Button>
      }
    >
      <Row label={t('kiosk:adjust.text')}>
        <SegmentedControl
          label={t('kiosk:adjust.text')}
          segments={[
            { id: 'm', label: t('kiosk:adjust.textM') },
            { id: 'l', label: t('kiosk:adjust.textL') },
            { id: 'xl', label: t('kiosk:adjust.textXl') },
          ]}
          selected={ease.text}
          onSelect={(text) => void overlays.setEase({ text })}
        />
      </Row>
      <Row label={t('kiosk:adjust.contrast')}>
        <SegmentedControl
          label={t('kiosk:adjust.contrast')}
          segments={[
            { id: 'normal', label: t('kiosk:adjust.normal') },
            { id: 'more', label: t('kiosk:adjust.more') },
          ]}
          selected={ease.contrast}
          onSelect={(contrast) => void overlays.setEase({ contrast })}
        />
      </Row>
      <Row label={t('kiosk:adjust.motion')}>
        <SegmentedControl
          label={t('kiosk:adjust.motion')}
          segments={[
            { id: 'full', label: t('kiosk:adjust.full') },
            { id: 'reduced', label: t('kiosk:adjust.reduced') },
          ]}
          selected={ease.motion}
          onSelect={(motion) => void overlays.setEase({ motion })}
        />
      </Row>
      <Row label={t('kiosk:adjust.time')}>
        <SegmentedControl
          label={t('kiosk:adjust.time')}
          segments={[
            { id: 'normal', label: t('kiosk:adjust.timeNormal') },
            { id: 'more', label: t('kiosk:adjust.timeMore') },
          ]}
          selected={ease.moreTime ? 'more' : 'normal'}
          onSelect={(time) => void overlays.setEase({ moreTime: time === 'more' })}
        />
      </Row>
      <div className={cx(styles['reach'])}>
        <Row label={t('kiosk:adjust.reach')}>
          <SegmentedControl
            label={t('kiosk:adjust.reach')}
            segments={[
              { id: 'whole', label: t('kiosk:adjust.reachNormal') },
              { id: 'low', label: t('kiosk:adjust.reachLow') },
            ]}
            selected={ease.lowReach ? 'low' : 'whole'}
            onSelect={(reach) => void overlays.setEase({ lowReach: reach === 'low' })}
          />
        </Row>
      </div>
    </Dialog>
  );
}

function Row(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={cx(styles['row'])}>
      <span className={cx(styles['label'])} aria-hidden="true">
        {props.label}
      </span>
      {props.children}
    </div>
  );
}
