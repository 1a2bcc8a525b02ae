export { type AccessFeature, createAccessFeature } from './accessPackage.feature.ts';
