/** The screens behind the first one, and what lies over them: loaded while the first one waits for a touch. */
export { CheckScreen } from '../check/CheckScreen.tsx';
export { CropScreen } from '../crop/CropScreen.tsx';
export { DetailsScreen } from '../details/DetailsScreen.tsx';
export { DoneScreen } from '../done/DoneScreen.tsx';
export { Overlays } from '../overlays/Overlays.tsx';
export { PhotosScreen } from '../photos/PhotosScreen.tsx';
export { SizesScreen } from '../sizes/SizesScreen.tsx';
export { SourceScreen } from '../source/SourceScreen.tsx';
