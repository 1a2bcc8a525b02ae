import { Contrast } from 'lucide-react';
import { useState } from 'react';
import { type Adjust, adjusted, adjustOf, BRIGHTNESS, STRAIGHTEN } from '../../shared/domain/adjust.ts';
import { type PhotoEdit, seenStraighten, straightenPhoto } from '../../shared/domain/crop.ts';
import { useTexts } from '../i18n/index.ts';
import { FineSlider, SegmentedControl, ToggleChip, useUi } from '../ui/index.ts';

/** How the photo looks: straight, lighter or darker, in grey. Each is back as taken in one tap. */
export function LookTools(props: {
  readonly edit: PhotoEdit;
  /** While a slider moves; `tilts` where lines help to see what is straight. */
  readonly onMove: (edit: PhotoEdit, tilts: boolean) => void;
  readonly onEdit: (edit: PhotoEdit, change: Partial<Adjust>, isForAll: boolean) => void;
  readonly hasOthers: boolean;
}) {
  const { edit, onMove, onEdit, hasOthers } = props;
  const t = useTexts();
  const { locale } = useUi();
  const [scope, setScope] = useState<'one' | 'all'>('one');
  const { brightness, blackWhite } = adjustOf(edit);
  const tilt = seenStraighten(edit);
  const signed = (value: number, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, { ...options, signDisplay: 'exceptZero' }).format(value);
  const change = (own: Partial<Adjust>) => onEdit(adjusted(edit, own), own, hasOthers && scope === 'all');
  const undoLabel = t('common:actions.undo');
  return (
    <>
      {hasOthers && (
        <SegmentedControl
          label={t('common:editor.scope')}
          segments={[
            { id: 'one', label: t('common:editor.one') },
            { id: 'all', label: t('common:editor.all') },
          ]}
          selected={scope}
          onSelect={setScope}
        />
      )}
      <FineSlider
        undoLabel={undoLabel}
        label={t('common:editor.straighten')}
        lessLabel={t('common:editor.tiltLeft')}
        moreLabel={t('common:editor.tiltRight')}
        value={tilt}
        max={STRAIGHTEN.max}
        step={STRAIGHTEN.step}
        text={`${signed(tilt, {})}°`}
        onMove={(degrees) => onMove(straightenPhoto(edit, degrees), true)}
        onSettled={(degrees) => change({ straighten: adjustOf(straightenPhoto(edit, degrees)).straighten })}
      />
      <FineSlider
        undoLabel={undoLabel}
        label={t('common:editor.brightness')}
        lessLabel={t('common:editor.darker')}
        moreLabel={t('common:editor.lighter')}
        value={brightness}
        max={BRIGHTNESS.max}
        step={BRIGHTNESS.step}
        text={signed(brightness / 100, { style: 'percent' })}
        onMove={(percent) => onMove(adjusted(edit, { brightness: percent }), false)}
        onSettled={(percent) => change({ brightness: percent })}
      />
      <ToggleChip
        icon={Contrast}
        isSelected={blackWhite}
        onChange={(isGrey) => change({ blackWhite: isGrey })}
      >
        {t('common:editor.blackWhite')}
      </ToggleChip>
    </>
  );
}
