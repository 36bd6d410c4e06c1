export {
  type App,
  appById,
  apps,
  featuredFirst,
  type Image,
  type ImageKind,
  imageOf,
  type NamedSize,
  type Size,
} from './apps.ts';
export { footprintOf, type MachineLayout, machineLayout } from './machine-layout.ts';
export { type CatalogRefusal, type OrderedMachine, type OrderInput, resolveOrder } from './resolve-order.ts';
