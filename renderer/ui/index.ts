/** The design system: what features build screens from. */
export { Button, type ButtonProps, type ButtonVariant } from './buttons/Button.tsx';
export { IconWord } from './buttons/IconWord.tsx';
export { KeyHint } from './buttons/KeyHint.tsx';
export { languageSegments, type Segment, SegmentedControl } from './buttons/SegmentedControl.tsx';
export { ToggleChip } from './buttons/ToggleChip.tsx';
export { Checkbox } from './fields/Checkbox.tsx';
export { PinPad, type PinPadTexts } from './fields/PinPad.tsx';
export { type RadioCard, RadioCards } from './fields/RadioCards.tsx';
export { Slider } from './fields/Slider.tsx';
export { Stepper, type StepperProps } from './fields/Stepper.tsx';
export { TextArea } from './fields/TextArea.tsx';
export { TextField, type TextFieldKind, type TextFieldProps } from './fields/TextField.tsx';
export { CounterFrame, type NavGroup, type NavItem, StripGap, StripItem } from './frames/CounterFrame.tsx';
export { type KioskFooter, KioskFrame, type KioskFrameTexts } from './frames/KioskFrame.tsx';
export { type Step, StepBar } from './frames/StepBar.tsx';
export { KeyboardDock } from './keyboard/KeyboardDock.tsx';
export type { KeyboardTexts } from './keyboard/keys.ts';
export { CommandPalette, type PaletteGroup, type PaletteItem } from './overlays/CommandPalette.tsx';
export { AlertDialog, Dialog, type DialogLayer } from './overlays/Dialog.tsx';
export { Loupe } from './overlays/Loupe.tsx';
export { MenuButton, type MenuChoice } from './overlays/MenuButton.tsx';
export { OverlayBanner } from './overlays/OverlayBanner.tsx';
export { createToasts, type Toaster, ToastRegion, type ToastStore } from './overlays/Toasts.tsx';
export { CropFrame, type CropFrameProps, type CropRect } from './photos/CropFrame.tsx';
export type { GridSection } from './photos/gridRows.ts';
export { PhotoGrid, type PhotoGridProps } from './photos/PhotoGrid.tsx';
export { PhotoStrip, type StripItem as PhotoStripItem } from './photos/PhotoStrip.tsx';
export { PhotoTile, type PhotoTileData } from './photos/PhotoTile.tsx';
export { Banner, type BannerTone } from './status/Banner.tsx';
export { EmptyState } from './status/EmptyState.tsx';
export { ProgressBar } from './status/ProgressBar.tsx';
export { StatusPill } from './status/StatusPill.tsx';
export {
  orderStatusLooks,
  paymentLooks,
  type StatusLook,
  terminalLooks,
  type Tone,
} from './status/statusLooks.ts';
export { VisuallyHidden } from './status/VisuallyHidden.tsx';
export { DataTable, type DataTableProps, type TableColumn, type TableSort } from './table/DataTable.tsx';
export { type UiLocale, type UiLook, type UiMode, UiProvider, useUi } from './UiProvider.tsx';
