/** The design system: what features build screens from. */
export { Button } from './buttons/Button.tsx';
export { IconWord } from './buttons/IconWord.tsx';
export { KeyHint } from './buttons/KeyHint.tsx';
export { languageSegments, SegmentedControl } from './buttons/SegmentedControl.tsx';
export { ToggleChip } from './buttons/ToggleChip.tsx';
export { Checkbox } from './fields/Checkbox.tsx';
export { FineSlider } from './fields/FineSlider.tsx';
export { PinPad } from './fields/PinPad.tsx';
export { RadioCards } from './fields/RadioCards.tsx';
export { SearchField } from './fields/SearchField.tsx';
export { Slider } from './fields/Slider.tsx';
export { Stepper } from './fields/Stepper.tsx';
export { TextArea } from './fields/TextArea.tsx';
export { TextField, type TextFieldKind } from './fields/TextField.tsx';
export { CounterFrame, type NavGroup, StripGap, StripItem } from './frames/CounterFrame.tsx';
export { type KioskFooter, KioskFrame } from './frames/KioskFrame.tsx';
export { StepBar } from './frames/StepBar.tsx';
export { StripButton } from './frames/StripButton.tsx';
export { ActionDock } from './layout/ActionDock.tsx';
export { type Fact, Facts } from './layout/Facts.tsx';
export { Labelled } from './layout/Labelled.tsx';
export { LoadingBar } from './layout/LoadingBar.tsx';
export { QrCode } from './layout/QrCode.tsx';
export { ReadPage } from './layout/ReadPage.tsx';
export { Skeleton } from './layout/Skeleton.tsx';
export { KeyboardDock } from './keyboard/KeyboardDock.tsx';
export { CommandPalette } from './overlays/CommandPalette.tsx';
export { AlertDialog, Dialog } from './overlays/Dialog.tsx';
export { Loupe } from './overlays/Loupe.tsx';
export { MenuButton } from './overlays/MenuButton.tsx';
export { OverlayBanner } from './overlays/OverlayBanner.tsx';
export { createToasts, type Toaster, ToastRegion } from './overlays/Toasts.tsx';
export { CropFrame } from './photos/CropFrame.tsx';
export type { GridSection } from './photos/gridRows.ts';
export { PhotoGrid } from './photos/PhotoGrid.tsx';
export { PhotoStrip } from './photos/PhotoStrip.tsx';
export { PictureButton } from './photos/PictureButton.tsx';
export { type PhotoTileData, type TilePictures } from './photos/PhotoTile.tsx';
export { Banner } from './status/Banner.tsx';
export { EmptyState } from './status/EmptyState.tsx';
export { ProgressBar } from './status/ProgressBar.tsx';
export { StatusPill } from './status/StatusPill.tsx';
export {
  messageLooks,
  orderStatusLooks,
  paymentLooks,
  type StatusLook,
  terminalLooks,
} from './status/statusLooks.ts';
export { VisuallyHidden } from './status/VisuallyHidden.tsx';
export { DataTable, type TableColumn } from './table/DataTable.tsx';
export { PlainTable } from './table/PlainTable.tsx';
export { type UiLocale, UiProvider, useUi } from './UiProvider.tsx';
