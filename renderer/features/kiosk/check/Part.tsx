import { Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { Button } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from './check.module.css';

/** One part of the order with the way to change it. */
export function Part(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly onChange?: () => void;
}) {
  const t = useTexts();
  const { title, children, onChange } = props;
  return (
    <section className={cx(styles['part'])} aria-label={title}>
      <div className={cx(styles['partHead'])}>
        <h2>{title}</h2>
        {onChange !== undefined && (
          <Button icon={Pencil} onPress={onChange} aria-label={`${t('common:actions.change')}: ${title}`}>
            {t('common:actions.change')}
          </Button>
        )}
      </div>
      {children}
    </section>
  );
}
