import type { ReactNode } from 'react';
import { useKeyboardTexts, useTexts } from '../../../i18n/index.ts';
import { type KioskFooter, KioskFrame, StepBar } from '../../../ui/index.ts';
import { screenOf } from '../flow/screens.ts';
import { stepBefore } from '../flow/kioskFlow.policy.ts';
import { STEPS, type Step } from '../../../../shared/contract/steps.ts';
import { Brand } from './Brand.tsx';
import { useFront, useVisit } from './KioskContext.tsx';

const bar = ['photos', 'sizes', 'details', 'check'] as const;

export type StepFrameProps = {
  readonly children: ReactNode;
  readonly primary?: ReactNode;
  readonly count?: ReactNode;
  readonly sum?: ReactNode;
  /** Instead of the step before this one. */
  readonly onBack?: () => void;
  readonly isFixed?: boolean;
  readonly hasFooter?: boolean;
  /** Above the content, on every screen in the same place. */
  readonly notice?: ReactNode;
};

/** The frame of every kiosk screen: tools and steps above, the way back and the one primary below. */
export function StepFrame(props: StepFrameProps) {
  const { children, notice, isFixed = false, hasFooter = true } = props;
  const t = useTexts();
  const { visit, overlays } = useFront();
  const flow = useVisit((state) => state.flow);
  const isDemo = useVisit(({ terminal }) => terminal.state === 'ready' && terminal.demo);
  const screen = screenOf(flow);
  const texts = {
    adjust: t('common:actions.adjust'),
    help: t('common:actions.help'),
    language: t('common:language'),
    back: t('common:actions.back'),
    startOver: t('common:actions.startOver'),
    keyboard: useKeyboardTexts(),
  };
  const before = stepBefore(STEPS.find((step) => step === flow.step) ?? 'source');
  const goBack = props.onBack ?? (before === null ? undefined : () => void visit.goTo(before));
  const footer: KioskFooter = {
    ...(goBack === undefined ? {} : { onBack: goBack }),
    ...(screen.hasStartOver ? { onStartOver: () => overlays.show('startOver') } : {}),
    count: props.count,
    sum: props.sum,
    primary: props.primary,
  };
  return (
    <KioskFrame
      brand={<Brand />}
      strip={isDemo ? t('common:demo') : undefined}
      texts={texts}
      onAdjust={() => overlays.show('adjust')}
      onHelp={() => void overlays.callStaff()}
      onLanguage={(locale) => void visit.setLocale(locale)}
      isFixed={isFixed}
      steps={
        screen.bar !== null && (
          <StepBar
            label={t('kiosk:steps.label')}
            steps={bar.map((id) => ({ id, label: t(`kiosk:steps.${id}`) }))}
            current={screen.bar}
            {...(screen.hasStartOver ? { onGo: (step: Step) => void visit.goTo(step) } : {})}
          />
        )
      }
      {...(hasFooter ? { footer } : {})}
    >
      {notice}
      {children}
    </KioskFrame>
  );
}
