import { Megaphone, PencilLine, Scale, Send, Undo2, UserCheck, Users } from 'lucide-react';
import { useStore } from 'zustand';
import type { NoticeInFull } from '../../../../../shared/contract/notices.ts';
import { Materiality } from '../../../../../shared/domain/notice.ts';
import { useTexts } from '../../../../i18n/index.ts';
import { ActionDock, Button, MenuButton } from '../../../../ui/index.ts';
import type { NoticesStore } from '../notices.store.ts';
import { isTold } from '../noticesState.ts';

type Props = { readonly store: NoticesStore; readonly notice: NoticeInFull };

/** What the state of a version allows, the way on first. A published text is never changed. */
export function NoticeActions({ store, notice }: Props) {
  const t = useTexts();
  const pending = useStore(store, (state) => state.pending);
  const { move, openForm, show, beginWriting } = store.getState();
  switch (notice.state) {
    case 'draft':
      return (
        <ActionDock label={t('counter:detail.actions')}>
          <Button icon={Scale} variant="primary" isDisabled={pending} onPress={() => void move('submit')}>
            {t('privacy:notices.act.submit')}
          </Button>
          <Button icon={PencilLine} isDisabled={pending} onPress={() => void beginWriting(notice)}>
            {t('privacy:notices.act.edit')}
          </Button>
          <Judge store={store} notice={notice} />
        </ActionDock>
      );
    case 'legal_review':
      return (
        <ActionDock label={t('counter:detail.actions')}>
          <Button
            icon={UserCheck}
            variant="primary"
            isDisabled={pending}
            onPress={() => void move('approve')}
          >
            {t('privacy:notices.act.approve')}
          </Button>
          <Button icon={Undo2} isDisabled={pending} onPress={() => void move('sendBack')}>
            {t('privacy:notices.act.sendBack')}
          </Button>
        </ActionDock>
      );
    case 'approved':
      return (
        <ActionDock label={t('counter:detail.actions')}>
          <Button icon={Send} variant="primary" isDisabled={pending} onPress={openForm}>
            {t('privacy:notices.act.publish')}
          </Button>
          <Button icon={Undo2} isDisabled={pending} onPress={() => void move('reopen')}>
            {t('privacy:notices.act.reopen')}
          </Button>
        </ActionDock>
      );
    case 'published':
    case 'effective':
    case 'superseded':
      return isTold(notice) ? (
        <ActionDock label={t('counter:detail.actions')}>
          <Button icon={Users} variant="primary" onPress={() => void show('campaign')}>
            {t('privacy:notices.view.campaign')}
          </Button>
        </ActionDock>
      ) : null;
  }
}

/** How much changes for people, by the name of the manager who says so. */
function Judge({ store, notice }: Props) {
  const t = useTexts();
  const pending = useStore(store, (state) => state.pending);
  return (
    <MenuButton
      icon={Megaphone}
      label={t('privacy:notices.act.weight', {
        weight: t(`privacy:notices.materiality.${notice.materiality}`),
      })}
      isDisabled={pending}
      choices={Materiality.options.map((id) => ({ id, label: t(`privacy:notices.materiality.${id}`) }))}
      selected={notice.materiality}
      onSelect={(id) => void store.getState().judge(id)}
    />
  );
}
