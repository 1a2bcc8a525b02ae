import { Mail, Phone, Send, Ticket } from 'lucide-react';
import { useStore } from 'zustand';
import { emailHint } from '../../../../shared/domain/emailHint.ts';
import { needsIdentity } from '../../../../shared/privacy/requestTypes.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, RadioCards, TextField, type TextFieldKind } from '../../../ui/index.ts';
import { HintLine } from '../details/HintLine.tsx';
import { useKiosk } from '../frame/KioskContext.tsx';
import { MyDataFrame } from './MyDataFrame.tsx';
import type { WhoWay } from './myData.policy.ts';
import { NoticeLine } from './NoticeLine.tsx';
import { useProblem } from './useProblem.ts';

const kinds = { email: 'email', phone: 'phone', order: 'code' } as const satisfies Record<
  WhoWay,
  TextFieldKind
>;
const lengths = { email: 254, phone: 24, order: 20 } as const;

/** KS8: where the company finds the person. The answer is the same whether it knows them or not (R8). */
export function WhoScreen() {
  const t = useTexts();
  const { myData } = useKiosk();
  const { wish, way, field, value, problem: at, isPending } = useStore(myData);
  const problem = useProblem();
  if (wish === null) return null;
  const inField = at === 'who';
  const title = wish === 'question' || wish === 'complaint' ? 'kiosk:myData.whoAnswer' : 'kiosk:myData.who';
  return (
    <MyDataFrame
      title={t(title)}
      onBack={myData.goBack}
      primary={
        <Button
          variant="primary"
          icon={Send}
          isPending={isPending}
          pendingLabel={t('common:pending')}
          onPress={() => void myData.send()}
        >
          {t(needsIdentity(wish) ? 'kiosk:myData.sendCode' : 'kiosk:myData.send')}
        </Button>
      }
    >
      <NoticeLine />
      {problem !== undefined && !inField && <Banner tone="danger">{problem}</Banner>}
      <p>{t('kiosk:myData.chosen', { wish: t(`kiosk:myData.wish.${wish}`) })}</p>
      {wish === 'rectification' && field !== null && (
        <p>{t('kiosk:myData.readBack', { field: t(`kiosk:myData.field.${field}`), value: value.trim() })}</p>
      )}
      <RadioCards<WhoWay>
        label={t(title)}
        hideLabel
        selected={way}
        onSelect={myData.chooseWay}
        cards={[
          { id: 'email', title: t('kiosk:myData.way.email'), icon: Mail },
          { id: 'phone', title: t('kiosk:myData.way.phone'), icon: Phone },
          { id: 'order', title: t('kiosk:myData.way.order'), icon: Ticket },
        ]}
      />
      {way !== null && <WhoField key={way} way={way} error={inField ? problem : undefined} />}
    </MyDataFrame>
  );
}

function WhoField({ way, error }: { readonly way: WhoWay; readonly error: string | undefined }) {
  const t = useTexts();
  const { myData } = useKiosk();
  const who = useStore(myData, (state) => state.who);
  const accepted = useStore(myData, (state) => state.acceptedEmail);
  const hint = way === 'email' && accepted !== who.trim() ? emailHint(who.trim()) : null;
  const isForeign = who.trim().startsWith('+') || who.trim().startsWith('00');
  return (
    <div>
      <TextField
        label={t(`kiosk:myData.way.${way}`)}
        why={t(`kiosk:myData.wayWhy.${way}`)}
        kind={kinds[way]}
        value={who}
        maxLength={lengths[way]}
        isRequired
        onChange={(text) => myData.type('who', text)}
        error={error}
        {...(way === 'phone' && !isForeign ? { prefix: '+371' } : {})}
      />
      {hint !== null && (
        <HintLine email={hint} onYes={() => myData.takeHint(hint)} onNo={myData.refuseHint} />
      )}
    </div>
  );
}
