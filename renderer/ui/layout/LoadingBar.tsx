import { cx } from '../cx.ts';
import styles from './layout.module.css';

/** A thin bar above a list while it is read anew; the rows of before stay. */
export function LoadingBar({ isLoading }: { readonly isLoading: boolean }) {
  return <div className={cx(styles['bar'])} data-loading={isLoading || undefined} />;
}
