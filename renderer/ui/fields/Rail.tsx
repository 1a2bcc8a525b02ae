import { SliderThumb, SliderTrack } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './rail.module.css';

/** The bar of a slider with its thumb. */
export function Rail({ className }: { readonly className: string | undefined }) {
  return (
    <SliderTrack className={cx(styles['track'], className)}>
      <SliderThumb className={cx(styles['thumb'])} />
    </SliderTrack>
  );
}
