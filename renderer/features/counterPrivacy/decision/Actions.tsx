import {
  Ban,
  CalendarPlus,
  Copy,
  KeyRound,
  Mail,
  MessageCircleQuestion,
  RefreshCw,
  Undo2,
} from 'lucide-react';
import { useStore } from 'zustand';
import type { RequestAction, RequestDetail } from '../../../../shared/contract/requests.ts';
import { type Texts, useTexts } from '../../../i18n/index.ts';
import { ActionDock, Button, MenuButton } from '../../../ui/index.ts';
import type { CaseStore } from '../case/case.store.ts';

const MORE = ['extend', 'clarify', 'linkDuplicate', 'cancel', 'reopen', 'close'] as const;
const ICONS = {
  extend: CalendarPlus,
  clarify: MessageCircleQuestion,
  linkDuplicate: Copy,
  cancel: Ban,
  reopen: Undo2,
  close: Ban,
} as const;
type More = (typeof MORE)[number];

const stays = ({ dryRun }: RequestDetail): boolean =>
  dryRun?.items.some(({ what }) => what === 'stays') ?? false;

/** The one next step is the primary; all else keeps its place. Core says what is possible. */
const PRIMARIES = ['verifyInPerson', 'approve', 'partial', 'skipCooling', 'answered', 'retry'] as const;

export function Actions({
  store,
  detail,
  onCode,
}: {
  readonly store: CaseStore;
  readonly detail: RequestDetail;
  readonly onCode: (number: string) => void;
}) {
  const t = useTexts();
  const pending = useStore(store, (state) => state.pending);
  const { open, step, sendCode } = store.getState();
  const may = (action: RequestAction): boolean => detail.actions.includes(action);
  const primary = PRIMARIES.find(may);
  const more = MORE.filter(may);
  const take = (action: (typeof PRIMARIES)[number]) => {
    switch (action) {
      case 'verifyInPerson':
        return open('verify');
      case 'approve':
        return open('approve');
      case 'partial':
        return open(stays(detail) ? 'approve' : 'partial');
      case 'retry':
        return void step('retry');
      default:
        return open(action);
    }
  };
  const takeMore = (action: More) =>
    action === 'reopen' || action === 'close' ? void step(action) : open(action);
  return (
    <ActionDock label={t('counter:detail.actions')}>
      {primary !== undefined && (
        <Button
          variant="primary"
          isPending={pending}
          pendingLabel={t('common:pending')}
          {...(primary === 'retry' ? { icon: RefreshCw } : {})}
          onPress={() => take(primary)}
        >
          {primaryName(t, primary, detail)}
        </Button>
      )}
      {may('partial') && (may('approve') || stays(detail)) && (
        <Button onPress={() => open('partial')}>{t('privacy:action.partial')}</Button>
      )}
      {detail.state === 'id_pending' && (
        <>
          <Button icon={KeyRound} onPress={() => onCode(detail.number)}>
            {t('privacy:action.code')}
          </Button>
          <Button icon={Mail} onPress={() => void sendCode()}>
            {t('privacy:action.sendCode')}
          </Button>
        </>
      )}
      {may('refuse') && <Button onPress={() => open('refuse')}>{t('privacy:action.refuse')}</Button>}
      {more.length > 0 && (
        <MenuButton
          label={t('counter:detail.more')}
          choices={more.map((id) => ({ id, label: t(`privacy:action.${id}`), icon: ICONS[id] }))}
          onAction={takeMore}
        />
      )}
    </ActionDock>
  );
}

function primaryName(t: Texts, action: (typeof PRIMARIES)[number], detail: RequestDetail): string {
  if (action === 'approve' || action === 'partial') {
    return t(
      stays(detail)
        ? 'privacy:action.approveRest'
        : action === 'approve'
          ? 'privacy:action.approve'
          : 'privacy:action.partial',
    );
  }
  return t(`privacy:action.${action}`);
}
