import { Copy } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { pickedTwice } from '../../../../shared/domain/alike.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button } from '../../../ui/index.ts';
import { useDraft, useKiosk } from '../frame/KioskContext.tsx';

/** Says that photos were chosen more than once, and leaves the copies out in one tap. A hint: nothing is removed by itself. */
export function ChosenTwice() {
  const t = useTexts();
  const { choice, media } = useKiosk();
  const draft = useDraft();
  const photos = useStore(media, (state) => state.photos);
  const count = useMemo(
    () => pickedTwice(photos, new Set(draft?.photos.map(({ photoId }) => photoId))).length,
    [photos, draft?.photos],
  );
  if (count === 0) return null;
  return (
    <Banner
      tone="info"
      icon={Copy}
      actions={<Button onPress={() => void choice.leaveOutCopies()}>{t('common:alike.leaveOut')}</Button>}
    >
      {t('common:alike.twice', { count })}
    </Banner>
  );
}
