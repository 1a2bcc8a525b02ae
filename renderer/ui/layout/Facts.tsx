import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './layout.module.css';

export type Fact = readonly [name: string, value: ReactNode];

/** Names and values in two columns; what has no value is left out. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={cx(styles['facts'])}>
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name} className={cx(styles['fact'])}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
