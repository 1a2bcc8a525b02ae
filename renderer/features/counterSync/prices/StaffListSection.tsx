import type { StaffListInForce } from '../../../../shared/contract/staff.ts';
import { formatDate } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../sync.module.css';

/** Which staff list of the owner holds, and who signed it when; who is in it stands with the people (ADM-4). */
export function StaffListSection({ list: { version, by, at } }: { readonly list: StaffListInForce }) {
  const t = useTexts();
  const { locale } = useUi();
  const signer = by === 'owner' ? t('sync:staff.owner') : by;
  return (
    <section className={cx(styles['section'])} aria-labelledby="sync-staff">
      <h2 id="sync-staff">{t('sync:staff.title')}</h2>
      <p>{t('sync:staff.list', { version, by: signer, day: formatDate(at, locale) })}</p>
    </section>
  );
}
