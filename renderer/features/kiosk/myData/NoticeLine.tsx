import { useTexts } from '../../../i18n/index.ts';
import { Button } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useKiosk } from '../frame/KioskContext.tsx';
import styles from './myData.module.css';

/** Free of charge, and the whole notice before the first field (P2). */
export function NoticeLine() {
  const t = useTexts();
  const { overlays } = useKiosk();
  return (
    <section className={cx(styles['notice'])} aria-label={t('kiosk:notice.title')}>
      <p>{t('kiosk:myData.lead')}</p>
      <Button onPress={() => overlays.show('notice')}>{t('kiosk:myData.notice')}</Button>
    </section>
  );
}
