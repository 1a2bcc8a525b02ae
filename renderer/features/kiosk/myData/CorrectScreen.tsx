import { ChevronRight } from 'lucide-react';
import { useStore } from 'zustand';
import { CORRECTABLE, type CorrectableField } from '../../../../shared/privacy/requestTypes.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, RadioCards, TextField, type TextFieldKind } from '../../../ui/index.ts';
import { useKiosk } from '../frame/KioskContext.tsx';
import { MyDataFrame } from './MyDataFrame.tsx';
import { useProblem } from './useProblem.ts';

const kinds = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  address: 'name',
} as const satisfies Record<CorrectableField, TextFieldKind>;
const lengths = { name: 80, email: 254, phone: 24, address: 300 } as const;

/** KS8: what is wrong, and how it should be. */
export function CorrectScreen() {
  const t = useTexts();
  const { myData } = useKiosk();
  const field = useStore(myData, (state) => state.field);
  const value = useStore(myData, (state) => state.value);
  const at = useStore(myData, (state) => state.problem);
  const problem = useProblem();
  return (
    <MyDataFrame
      title={t('kiosk:myData.correct')}
      onBack={myData.goBack}
      primary={
        <Button variant="primary" icon={ChevronRight} iconAfter onPress={myData.goOn}>
          {t('common:actions.continue')}
        </Button>
      }
    >
      {at === 'field' && <Banner tone="danger">{problem}</Banner>}
      <RadioCards<CorrectableField>
        label={t('kiosk:myData.correct')}
        hideLabel
        selected={field}
        onSelect={myData.chooseField}
        cards={CORRECTABLE.map((id) => ({ id, title: t(`kiosk:myData.field.${id}`) }))}
      />
      {field !== null && (
        <TextField
          key={field}
          label={t(`kiosk:myData.newValue.${field}`)}
          kind={kinds[field]}
          value={value}
          maxLength={lengths[field]}
          isRequired
          onChange={(text) => myData.type('value', text)}
          error={at === 'value' ? problem : undefined}
        />
      )}
    </MyDataFrame>
  );
}
