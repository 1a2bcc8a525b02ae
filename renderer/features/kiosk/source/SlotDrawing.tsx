import { cx } from '../../../ui/cx.ts';
import styles from './source.module.css';

/**
 * Where it goes in: the slot with a card, the socket with a stick, or the phone that goes nowhere. Decoration; the
 * words stand beside it.
 */
export function SlotDrawing({ kind }: { readonly kind: 'card' | 'stick' | 'phone' }) {
  if (kind === 'phone') return <PhoneDrawing />;
  return (
    <svg className={cx(styles['slot'])} viewBox="0 0 160 120" aria-hidden="true">
      <rect className={cx(styles['panel'])} x="4" y="72" width="152" height="44" rx="8" />
      <rect className={cx(styles['opening'])} x="38" y="86" width="84" height="12" rx="3" />
      {kind === 'card' ? (
        <>
          <path className={cx(styles['medium'])} d="M48 10 h50 l14 14 v62 h-64 z" />
          <path className={cx(styles['marks'])} d="M60 20 v16 M72 20 v16 M84 20 v16" />
        </>
      ) : (
        <>
          <rect className={cx(styles['medium'])} x="56" y="6" width="48" height="58" rx="6" />
          <rect className={cx(styles['medium'])} x="64" y="64" width="32" height="24" />
          <path className={cx(styles['marks'])} d="M74 72 v8 M86 72 v8" />
        </>
      )}
    </svg>
  );
}

function PhoneDrawing() {
  return (
    <svg className={cx(styles['slot'])} viewBox="0 0 160 120" aria-hidden="true">
      <rect className={cx(styles['medium'])} x="50" y="4" width="60" height="112" rx="10" />
      <path className={cx(styles['marks'])} d="M72 104 h16 M64 70 l14 -16 l10 10 l8 -8 l8 14 z" />
    </svg>
  );
}
