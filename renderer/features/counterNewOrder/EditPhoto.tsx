import { Crop } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { DraftItem, DraftPhoto } from '../../../shared/contract/drafts.ts';
import { headMmOf, pictureMm, type PrintFormat } from '../../../shared/domain/catalogue.ts';
import { PhotoEditor } from '../../editor/PhotoEditor.tsx';
import { useTexts } from '../../i18n/index.ts';
import { Button, Dialog, Skeleton } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './newOrder.module.css';
import type { NewOrderStore } from './newOrder.store.ts';
import type { LargePicture } from './newOrderState.ts';

type Props = {
  readonly store: NewOrderStore;
  readonly item: DraftItem;
  readonly photo: DraftPhoto | undefined;
  readonly format: PrintFormat | undefined;
  readonly hasOthers: boolean;
};

/** The way to a line's frame and look: the same tools that the customer has. */
export function EditPhoto(props: Props) {
  const { photo, format } = props;
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        icon={Crop}
        aria-label={t('counter:new.editPhoto', { name: photo?.name ?? '' })}
        isDisabled={photo === undefined || format === undefined}
        onPress={() => setOpen(true)}
      >
        {t('common:actions.change')}
      </Button>
      {photo !== undefined && format !== undefined && (
        <Dialog
          isOpen={isOpen}
          size="wide"
          title={t('common:editor.title')}
          onClose={() => setOpen(false)}
          actions={
            <Button variant="primary" onPress={() => setOpen(false)}>
              {t('common:actions.done')}
            </Button>
          }
        >
          <Editor {...props} photo={photo} format={format} />
        </Dialog>
      )}
    </>
  );
}

function Editor(props: Props & { readonly photo: DraftPhoto; readonly format: PrintFormat }) {
  const { store, item, photo, format, hasOthers } = props;
  const t = useTexts();
  const { largePicture, editItem, adjustAll } = store.getState();
  const [picture, setPicture] = useState<LargePicture | null>(null);
  useEffect(() => {
    let isGone = false;
    let mine: LargePicture | null = null;
    void largePicture(item.photoId).then((found) => {
      if (isGone) found?.drop();
      else setPicture((mine = found));
    });
    return () => {
      isGone = true;
      mine?.drop();
    };
  }, [largePicture, item.photoId]);
  if (picture === null) return <Skeleton label={t('counter:new.reading')} />;
  const { width, height } = photo.width && photo.height ? photo : picture;
  return (
    <div className={cx(styles['editor'])}>
      <PhotoEditor
        {...(headMmOf(format) ? { head: t('common:editor.head') } : {})}
        name={photo.name}
        edit={item}
        image={{ w: width ?? picture.width, h: height ?? picture.height }}
        mm={pictureMm(format)}
        headMm={headMmOf(format)}
        src={picture.src}
        onEdit={(edit) => editItem(item, edit)}
        {...(hasOthers ? { onAdjustAll: adjustAll } : {})}
      />
    </div>
  );
}
