import { useStore } from 'zustand';
import type { StaffId } from '../../../../shared/domain/ids.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, Dialog, PinPad, RadioCards } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { isVisit } from '../flow/kioskFlow.policy.ts';
import { useKiosk, useVisit } from '../frame/KioskContext.tsx';
import styles from './overlays.module.css';

const MIN_PIN = 4;
const MAX_PIN = 8;

/** The hidden way out: who, what, and the PIN; core decides (KIO-6). */
export function StaffDialog() {
  const t = useTexts();
  const { overlays } = useKiosk();
  const isOpen = useStore(overlays, ({ open }) => open === 'staff');
  const staff = useStore(overlays, (state) => state.staff);
  const inVisit = useVisit(({ flow }) => isVisit(flow));
  const demoPin = staff.staffId === null ? undefined : staff.demoPins?.[staff.staffId];
  const isReady = staff.staffId !== null && staff.pin.length >= MIN_PIN && !staff.isPending;
  const leave = (action: 'exit' | 'restart' | 'takeOver') => void overlays.leaveKiosk(action);
  return (
    <Dialog
      isOpen={isOpen}
      size="wide"
      title={t('kiosk:staff.title')}
      onClose={() => overlays.show(null)}
      actions={
        <>
          <Button onPress={() => overlays.show(null)}>{t('common:actions.cancel')}</Button>
          {inVisit && (
            <Button isDisabled={!isReady} onPress={() => leave('takeOver')}>
              {t('kiosk:staff.takeOver')}
            </Button>
          )}
          <Button isDisabled={!isReady} onPress={() => leave('restart')}>
            {t('kiosk:staff.restart')}
          </Button>
          <Button isDisabled={!isReady} onPress={() => leave('exit')}>
            {t('kiosk:staff.exit')}
          </Button>
        </>
      }
    >
      <div className={cx(styles['staff'])}>
        <RadioCards
          label={t('kiosk:staff.who')}
          selected={staff.staffId}
          onSelect={(staffId: StaffId) => overlays.setStaff({ staffId, pin: '' })}
          cards={staff.people.map(({ staffId, name }) => ({ id: staffId, title: name }))}
        />
        {staff.staffId !== null && (
          <div className={cx(styles['pin'])}>
            {demoPin !== undefined && <p>{t('kiosk:staff.demoPin', { pin: demoPin })}</p>}
            <PinPad
              texts={{
                label: t('common:pin.label'),
                entered: (entered) => t('common:pin.entered', { entered }),
                erase: t('common:pin.erase'),
                enter: t('kiosk:staff.exit'),
              }}
              value={staff.pin}
              maxLength={MAX_PIN}
              minLength={MIN_PIN}
              isPending={staff.isPending}
              error={staff.refused === null ? undefined : t(`errors:${staff.refused}`)}
              onChange={(pin) => overlays.setStaff({ pin })}
              onEnter={() => leave('exit')}
            />
          </div>
        )}
      </div>
    </Dialog>
  );
}
