import type { Draft } from '../../../../shared/contract/drafts.ts';
import { findFormat, findPaper, indexProduct, photosPerSheet } from '../../../../shared/domain/catalogue.ts';
import type { PhotoId } from '../../../../shared/domain/ids.ts';
import { formatMoney } from '../../../../shared/domain/money.ts';
import { breakFor } from '../../../../shared/domain/pricing.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Checkbox } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { usePicture } from '../pictures/usePicture.ts';
import { groupPrints, type PrintGroup } from './check.policy.ts';
import { Part } from './Part.tsx';
import styles from './check.module.css';

const SHOWN = 12;

/** The prints, grouped by size and paper. */
export function PhotosPart({ draft }: { readonly draft: Draft }) {
  const t = useTexts();
  const { visit } = useKiosk();
  return (
    <Part title={t('kiosk:check.photos')} onChange={() => void visit.goTo('sizes')}>
      {groupPrints(draft.items).map((group) => (
        <Group key={`${group.format} ${group.paper}`} group={group} />
      ))}
      <IndexChoice draft={draft} />
    </Part>
  );
}

/** All photos small on sheets of their own: added or left out in one tap, with what it costs before. */
function IndexChoice({ draft }: { readonly draft: Draft }) {
  const t = useTexts();
  const { visit } = useKiosk();
  const locale = useVisit((state) => state.locale);
  const catalogue = useVisit((state) => state.catalogue);
  const product = catalogue && indexProduct(catalogue, 'kiosk');
  const format = product && findFormat(catalogue, product.format);
  if (!product || !format) return null;
  const sheets = Math.ceil(draft.photos.length / (photosPerSheet(format) ?? 1));
  const price = formatMoney(sheets * breakFor(product, sheets).unit, locale);
  return (
    <Checkbox
      isSelected={draft.indexPrint}
      onChange={(indexPrint) => void visit.onDraft('drafts:setIndexPrint', { indexPrint })}
    >
      {t('kiosk:check.indexPrint', { name: format.name[locale], count: sheets, price })}
    </Checkbox>
  );
}

function Group({ group }: { readonly group: PrintGroup }) {
  const t = useTexts();
  const locale = useVisit((state) => state.locale);
  const catalogue = useVisit((state) => state.catalogue);
  if (catalogue === null) return null;
  const size = findFormat(catalogue, group.format)?.name[locale] ?? group.format;
  const paper = findPaper(catalogue, group.paper)?.name[locale] ?? group.paper;
  const rest = group.photos.length - SHOWN;
  const copies = t('common:copies', { count: group.copies });
  return (
    <div className={cx(styles['group'])}>
      <h3>{t('kiosk:check.group', { size, paper, copies })}</h3>
      <ul className={cx(styles['thumbs'])}>
        {group.photos.slice(0, SHOWN).map(({ photoId, copies: each }) => (
          <Thumb key={photoId} photoId={photoId} copies={each} />
        ))}
        {rest > 0 && <li className={cx(styles['rest'])}>{t('kiosk:check.more', { count: rest })}</li>}
      </ul>
    </div>
  );
}

function Thumb({ photoId, copies }: { readonly photoId: PhotoId; readonly copies: number }) {
  const picture = usePicture(photoId, 320);
  const name = useVisit(({ draft }) => draft?.photos.find((photo) => photo.photoId === photoId)?.name ?? '');
  return (
    <li className={cx(styles['thumb'])}>
      {picture && <img src={picture.url} alt={name} draggable={false} />}
      {copies > 1 && <span className={cx(styles['times'])}>{`× ${copies}`}</span>}
    </li>
  );
}
