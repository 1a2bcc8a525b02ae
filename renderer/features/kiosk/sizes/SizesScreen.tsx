import { ChevronRight } from 'lucide-react';
import { useStore } from 'zustand';
import { findFormat } from '../../../../shared/domain/catalogue.ts';
import { formatMoney } from '../../../../shared/domain/money.ts';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { CopyBanner } from '../copying/CopyBanner.tsx';
import { useDraft, useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { StepFrame } from '../frame/StepFrame.tsx';
import { useEase } from '../overlays/useEase.ts';
import { usePicture } from '../pictures/usePicture.ts';
import { PrintPreview } from './PrintPreview.tsx';
import { SizeControls } from './SizeControls.tsx';
import { SizeQuestions } from './SizeQuestions.tsx';
import { Strip } from './Strip.tsx';
import { useIsUnmade } from './useIsUnmade.ts';
import { itemOf, printsOf } from './sizes.policy.ts';
import { Verdict } from './Verdict.tsx';
import styles from './sizes.module.css';

/** KS4: size, paper and copies; all the same first, then exceptions. */
export function SizesScreen() {
  const t = useTexts();
  const { sizes } = useKiosk();
  const draft = useDraft();
  const locale = useVisit((state) => state.locale);
  const count = printsOf(draft?.items ?? []);
  const total = draft?.price?.total;
  const isUnmade = useIsUnmade();
  const ready = isUnmade
    ? t('kiosk:out.card')
    : t('kiosk:check.ready', { time: formatDateTime(draft?.dueAt ?? 0, locale) });
  // With large words the screen is longer than the window.
  const isFixed = useEase().text === 'm';
  return (
    <StepFrame
      isFixed={isFixed}
      notice={<CopyBanner />}
      count={total === undefined ? undefined : t('kiosk:sizes.sum', { price: formatMoney(total, locale) })}
      sum={`${t('kiosk:sizes.prints', { count })} · ${ready}`}
      primary={
        <Button variant="primary" icon={ChevronRight} iconAfter onPress={() => void sizes.goOn()}>
          {t('common:actions.continue')}
        </Button>
      }
    >
      <div className={cx(styles['screen'])}>
        <Shown />
        <SizeControls />
        <Strip />
      </div>
      <SizeQuestions />
    </StepFrame>
  );
}

/** The photo on show, large and whole, with what there is to say about it. */
function Shown() {
  const t = useTexts();
  const { sizes } = useKiosk();
  const draft = useDraft();
  const catalogue = useVisit((state) => state.catalogue);
  const locale = useVisit((state) => state.locale);
  const wanted = useStore(sizes, (state) => state.photoId);
  const photo = draft?.photos.find(({ photoId }) => photoId === wanted) ?? draft?.photos[0];
  const picture = usePicture(photo?.photoId ?? null, 1600);
  const item = draft && photo ? itemOf(draft, photo.photoId) : undefined;
  const format = catalogue && item ? findFormat(catalogue, item.format) : undefined;
  if (!photo || !item || !format) return null;
  return (
    <section className={cx(styles['shown'])}>
      <div className={cx(styles['stage'])}>
        <PrintPreview
          label={t('kiosk:sizes.shown', { name: photo.name, size: format.name[locale] })}
          photo={photo}
          item={item}
          format={format}
          picture={picture}
        />
      </div>
      <Verdict photo={photo} item={item} format={format} picture={picture} />
    </section>
  );
}
