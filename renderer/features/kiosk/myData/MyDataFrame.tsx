import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { useVisit } from '../frame/KioskContext.tsx';
import { StepFrame } from '../frame/StepFrame.tsx';

/** The frame of every screen of KS8: whom to ask stands on each of them (P5). */
export function MyDataFrame(props: {
  readonly title: string;
  readonly primary: ReactNode;
  readonly onBack?: () => void;
  readonly children: ReactNode;
}) {
  const t = useTexts();
  const { title, children, ...rest } = props;
  const contact = useVisit(({ settings }) => settings?.store.privacyContact ?? '');
  return (
    <StepFrame {...rest} sum={contact === '' ? undefined : t('kiosk:myData.contact', { contact })}>
      <h1>{title}</h1>
      {children}
    </StepFrame>
  );
}
