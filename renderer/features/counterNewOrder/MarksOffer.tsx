import { Camera } from 'lucide-react';
import { useStore } from 'zustand';
import { useTexts } from '../../i18n/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import type { NewOrderStore } from './newOrder.store.ts';

/** Offers once what the customer's camera marked on the card that is shown. */
export function MarksOffer({ store }: { readonly store: NewOrderStore }) {
  const t = useTexts();
  const { sources, source, draft } = useStore(store);
  const { answerMarks } = store.getState();
  const marks = sources.find(({ sourceId }) => sourceId === source)?.marks;
  if (!marks || source === null || draft?.marksAnswered.includes(marks.id) !== false) return null;
  return (
    <Banner
      tone="info"
      icon={Camera}
      actions={
        <>
          <Button onPress={() => void answerMarks(source, false)}>{t('counter:new.marks.no')}</Button>
          <Button variant="primary" onPress={() => void answerMarks(source, true)}>
            {t('counter:new.marks.yes')}
          </Button>
        </>
      }
    >
      {t('counter:new.marks.text', { photos: marks.photos })}
    </Banner>
  );
}
