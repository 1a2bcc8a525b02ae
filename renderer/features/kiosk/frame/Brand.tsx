import { useRef } from 'react';
import { cx } from '../../../ui/cx.ts';
import { useFront, useVisit } from './KioskContext.tsx';
import styles from './frame.module.css';

const HOLD_MS = 3000;

/** The shop's name; held for three seconds it is the way out for staff (KIO-6). */
export function Brand() {
  const { overlays } = useFront();
  const terminal = useVisit((state) => state.terminal);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = () => clearTimeout(timer.current);
  return (
    <div
      className={cx(styles['brand'])}
      data-staff-corner
      onPointerDown={() => {
        stop();
        timer.current = setTimeout(() => void overlays.openStaff(), HOLD_MS);
      }}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
    >
      {terminal.state === 'ready' ? terminal.storeName : 'Fotolukss'}
    </div>
  );
}
