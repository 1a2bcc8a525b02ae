import {
  BellOff,
  ChevronRight,
  CircleHelp,
  FileText,
  type LucideIcon,
  MessageSquareWarning,
  PauseCircle,
  Pencil,
  Ticket,
  Trash2,
} from 'lucide-react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, RadioCards } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useKiosk } from '../frame/KioskContext.tsx';
import { MyDataFrame } from './MyDataFrame.tsx';
import { WISHES, type Wish } from './myData.policy.ts';
import { NoticeLine } from './NoticeLine.tsx';
import { useProblem } from './useProblem.ts';
import styles from './myData.module.css';

const icons = {
  erasure: Trash2,
  access: FileText,
  rectification: Pencil,
  restriction: PauseCircle,
  objection_marketing: BellOff,
  consent_withdrawal: Ticket,
  question: CircleHelp,
  complaint: MessageSquareWarning,
} as const satisfies Record<Wish, LucideIcon>;

/** KS8: what a person may ask of the company about their own data. */
export function MyDataScreen() {
  const t = useTexts();
  const { myData, visit } = useKiosk();
  const wish = useStore(myData, (state) => state.wish);
  const problem = useProblem();
  return (
    <MyDataFrame
      title={t('kiosk:myData.title')}
      onBack={() => void visit.end('finished')}
      primary={
        <Button variant="primary" icon={ChevronRight} iconAfter onPress={myData.goOn}>
          {t('common:actions.continue')}
        </Button>
      }
    >
      <NoticeLine />
      {problem !== undefined && <Banner tone="danger">{problem}</Banner>}
      <div className={cx(styles['wishes'])}>
        <RadioCards<Wish>
          label={t('kiosk:myData.title')}
          hideLabel
          selected={wish}
          onSelect={myData.choose}
          cards={WISHES.map((id) => ({
            id,
            title: t(`kiosk:myData.wish.${id}`),
            detail: t(`kiosk:myData.wishDetail.${id}`),
            icon: icons[id],
          }))}
        />
      </div>
    </MyDataFrame>
  );
}
