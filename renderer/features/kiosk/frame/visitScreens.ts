/** The screens behind the first one, and what lies over them: loaded while the first one waits for a touch. */
export { CheckScreen } from '../check/CheckScreen.tsx';
export { CropScreen } from '../crop/CropScreen.tsx';
export { DetailsScreen } from '../details/DetailsScreen.tsx';
export { DoneScreen } from '../done/DoneScreen.tsx';
export { AskedScreen } from '../myData/AskedScreen.tsx';
export { CodeScreen } from '../myData/CodeScreen.tsx';
export { CorrectScreen } from '../myData/CorrectScreen.tsx';
export { MyDataScreen } from '../myData/MyDataScreen.tsx';
export { WhoScreen } from '../myData/WhoScreen.tsx';
export { WithdrawnScreen, WithdrawScreen } from '../myData/WithdrawScreen.tsx';
export { Overlays } from '../overlays/Overlays.tsx';
export { PhotosScreen } from '../photos/PhotosScreen.tsx';
export { SizesScreen } from '../sizes/SizesScreen.tsx';
export { SourceScreen } from '../source/SourceScreen.tsx';
