import { TriangleAlert } from 'lucide-react';
import { useTexts } from '../../../i18n/index.ts';
import { Button } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from './details.module.css';

/** The address that was probably meant, with its two answers. */
export function HintLine(props: {
  readonly email: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  const t = useTexts();
  const { email, onYes, onNo } = props;
  return (
    <div className={cx(styles['hint'])} role="status">
      <TriangleAlert className={cx(styles['icon'])} aria-hidden="true" />
      <p>{t('kiosk:details.hint', { email })}</p>
      <div className={cx(styles['answers'])}>
        <Button onPress={onYes}>{t('kiosk:details.hintYes')}</Button>
        <Button onPress={onNo}>{t('kiosk:details.hintNo')}</Button>
      </div>
    </div>
  );
}
