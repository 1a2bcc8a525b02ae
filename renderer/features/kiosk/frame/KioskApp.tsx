import type { I18n } from '../../../i18n/index.ts';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { TextsProvider } from '../../../i18n/index.ts';
import { UiProvider } from '../../../ui/index.ts';
import { AttractScreen } from '../attract/AttractScreen.tsx';
import type { Flow } from '../flow/kioskFlow.policy.ts';
import type { KioskFront } from '../flow/kioskParts.ts';
import { useEase } from '../overlays/useEase.ts';
import { OutOfOrderScreen, StartingScreen, TakenOverScreen } from './CalmScreens.tsx';
import { InVisit, KioskProvider, useFront, useVisit } from './KioskContext.tsx';

// The first screen needs none of them; their one file is asked for as soon as it stands.
const load = () => import('./visitScreens.ts');
const CheckScreen = lazy(async () => ({ default: (await load()).CheckScreen }));
const CropScreen = lazy(async () => ({ default: (await load()).CropScreen }));
const DetailsScreen = lazy(async () => ({ default: (await load()).DetailsScreen }));
const DoneScreen = lazy(async () => ({ default: (await load()).DoneScreen }));
const AskedScreen = lazy(async () => ({ default: (await load()).AskedScreen }));
const CodeScreen = lazy(async () => ({ default: (await load()).CodeScreen }));
const CorrectScreen = lazy(async () => ({ default: (await load()).CorrectScreen }));
const MyDataScreen = lazy(async () => ({ default: (await load()).MyDataScreen }));
const WhoScreen = lazy(async () => ({ default: (await load()).WhoScreen }));
const WithdrawScreen = lazy(async () => ({ default: (await load()).WithdrawScreen }));
const WithdrawnScreen = lazy(async () => ({ default: (await load()).WithdrawnScreen }));
const Overlays = lazy(async () => ({ default: (await load()).Overlays }));
const PhotosScreen = lazy(async () => ({ default: (await load()).PhotosScreen }));
const SizesScreen = lazy(async () => ({ default: (await load()).SizesScreen }));
const SourceScreen = lazy(async () => ({ default: (await load()).SourceScreen }));

/** The kiosk's page: look, language, the screen of the flow, and what lies over it. */
export function KioskApp({ kiosk, i18n }: { readonly kiosk: KioskFront; readonly i18n: I18n }) {
  return (
    <KioskProvider kiosk={kiosk}>
      <TextsProvider i18n={i18n}>
        <Look i18n={i18n}>
          <Suspense>
            <ScreenOfFlow />
          </Suspense>
          <Suspense>
            <OverScreen />
          </Suspense>
        </Look>
      </TextsProvider>
    </KioskProvider>
  );
}

function Look({ i18n, children }: { readonly i18n: I18n; readonly children: ReactNode }) {
  const { idle } = useFront();
  const locale = useVisit((state) => state.locale);
  const pxPerMm = useVisit((state) => state.settings?.kiosk.pxPerMm);
  const { text, contrast, motion, lowReach } = useEase();
  useEffect(() => void i18n.changeLanguage(locale), [i18n, locale]);
  useEffect(() => {
    const stop = new AbortController();
    const signs = { signal: stop.signal, capture: true, passive: true };
    for (const name of ['pointerdown', 'keydown', 'wheel', 'scroll', 'input'] as const) {
      document.addEventListener(name, idle.sign, signs);
    }
    // Nothing may be dragged in or out, nothing is copied for the next person, and nothing offers a menu.
    for (const name of ['dragstart', 'dragover', 'drop', 'copy', 'cut', 'contextmenu'] as const) {
      document.addEventListener(name, (event) => event.preventDefault(), { signal: stop.signal });
    }
    return () => stop.abort();
  }, [idle]);
  return (
    <UiProvider
      mode="kiosk"
      locale={locale}
      text={text}
      contrast={contrast}
      motion={motion}
      reach={lowReach ? 'low' : 'whole'}
      {...(pxPerMm === undefined ? {} : { pxPerMm })}
    >
      {children}
    </UiProvider>
  );
}

/** Nothing lies over the screen that says "one moment": until the first one stands, core needs the processor. */
function OverScreen() {
  const isStarting = useVisit((state) => state.flow.step === 'starting');
  return (
    !isStarting && (
      <InVisit>
        <Overlays />
      </InVisit>
    )
  );
}

function ScreenOfFlow() {
  const flow = useVisit((state) => state.flow);
  switch (flow.step) {
    case 'starting':
      return <StartingScreen />;
    case 'attract':
      return <AttractScreen />;
    case 'takenOver':
      return <TakenOverScreen />;
    case 'outOfOrder':
      return <OutOfOrderScreen />;
    default:
      return <InVisit>{screenOfVisit(flow)}</InVisit>;
  }
}

type CalmStep = 'starting' | 'attract' | 'takenOver' | 'outOfOrder';

function screenOfVisit(flow: Exclude<Flow, { readonly step: CalmStep }>): ReactNode {
  switch (flow.step) {
    case 'source':
      return <SourceScreen />;
    case 'photos':
      return <PhotosScreen />;
    case 'sizes':
      return <SizesScreen />;
    case 'crop':
      return <CropScreen photoId={flow.photoId} />;
    case 'details':
      return <DetailsScreen />;
    case 'check':
    case 'placing':
      return <CheckScreen />;
    case 'done':
      return <DoneScreen placed={flow.placed} />;
    case 'myData':
      return <MyDataScreen />;
    case 'myDataCorrect':
      return <CorrectScreen />;
    case 'myDataWho':
      return <WhoScreen />;
    case 'myDataCode':
      return <CodeScreen />;
    case 'myDataDone':
      return <AskedScreen />;
    case 'withdraw':
      return <WithdrawScreen />;
    case 'withdrawn':
      return <WithdrawnScreen />;
  }
}
