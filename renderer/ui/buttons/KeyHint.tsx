import { cx } from '../cx.ts';
import styles from './buttons.module.css';

/** A key as printed on the cap, e.g. `N` or `G P`. Seen, not spoken: the shortcut itself is announced by its owner. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <kbd className={cx(styles['keyHint'])} aria-hidden="true">
      {keys}
    </kbd>
  );
}
