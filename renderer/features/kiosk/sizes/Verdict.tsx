import { CircleCheck, Crop, Scissors, TriangleAlert } from 'lucide-react';
import type { DraftItem, DraftPhoto } from '../../../../shared/contract/drafts.ts';
import type { PrintFormat } from '../../../../shared/domain/catalogue.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, StatusPill } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useKiosk, useVisit } from '../frame/KioskContext.tsx';
import type { Picture } from '../pictures/pictures.ts';
import { EffectSample } from './EffectSample.tsx';
import { verdictOf } from './sizes.policy.ts';
import styles from './sizes.module.css';

const great = { tone: 'success', icon: CircleCheck } as const;
const low = { tone: 'warning', icon: TriangleAlert } as const;
const edges = { tone: 'warning', icon: Scissors } as const;

/** Quality and edges in words, a picture of a bad effect, and the way out in one tap. */
export function Verdict(props: {
  readonly photo: DraftPhoto;
  readonly item: DraftItem;
  readonly format: PrintFormat;
  readonly picture: Picture | undefined;
}) {
  const { photo, item, format, picture } = props;
  const t = useTexts();
  const { visit, sizes } = useKiosk();
  const locale = useVisit((state) => state.locale);
  const catalogue = useVisit((state) => state.catalogue);
  const verdict = catalogue && verdictOf(catalogue, photo, item);
  const isLow = verdict?.word === 'low' || verdict?.word === 'veryLow';
  const better = verdict?.better ?? null;
  return (
    <div className={cx(styles['verdict'])} aria-live="polite">
      {isLow && picture && <EffectSample photo={photo} item={item} format={format} picture={picture} />}
      <div className={cx(styles['words'])}>
        <div className={cx(styles['pills'])}>
          {verdict && (
            <StatusPill look={isLow ? low : great}>{t(`common:quality.${verdict.word}`)}</StatusPill>
          )}
          {verdict?.edges === true && <StatusPill look={edges}>{t('kiosk:sizes.checkEdges')}</StatusPill>}
        </div>
        {verdict?.edges === true && !isLow && <p>{t('kiosk:sizes.checkEdgesText')}</p>}
        {(verdict?.word === 'low' || verdict?.word === 'veryLow') && (
          <p>{t(`kiosk:sizes.${verdict.word}`)}</p>
        )}
      </div>
      <div className={cx(styles['verdictActions'])}>
        {better !== null && better.code !== item.format && (
          <Button onPress={() => void sizes.changePhoto(photo.photoId, { format: better.code })}>
            {t('kiosk:sizes.useSize', { size: better.name[locale] })}
          </Button>
        )}
        <Button icon={Crop} onPress={() => visit.send({ do: 'crop', photoId: photo.photoId })}>
          {t('kiosk:sizes.crop')}
        </Button>
      </div>
    </div>
  );
}
