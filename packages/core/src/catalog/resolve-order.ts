import { isRefusal, type Refusal, refuse } from '../refusal/index.ts';
import { type App, appById, apps, type Image, imageOf, type NamedSize, type Size } from './apps.ts';

export interface OrderInput {
  readonly appId: string;
  readonly imageId: string;
  /** Exactly one of `size` and `sizeId` is given. */
  readonly size?: Size;
  readonly sizeId?: string;
}

export interface OrderedMachine {
  readonly app: App;
  readonly image: Image;
  readonly size: Size;
  /** The size on the list that it is, whether it was named or spelled out; null when custom. */
  readonly sizeId: string | null;
}

/** `details.errors` is `[{path, message}]`: the field at fault and what would be right. */
export type CatalogRefusal = Refusal<'validation_failed'>;

/** Finds what an order names. */
export function resolveOrder(input: OrderInput): OrderedMachine | CatalogRefusal {
  const app = appById(input.appId);
  if (!app) return wrong('appId', `must be one of: ${apps.map(({ id }) => id).join(', ')}`);
  const image = imageOf(app, input.imageId);
  if (!image) return wrong('imageId', `must be one of: ${app.images.map(({ id }) => id).join(', ')}`);
  const size = chosenSize(app, input);
  if (isRefusal(size)) return size;
  return { app, image, size, sizeId: app.sizes.find((named) => sameSize(named, size))?.id ?? null };
}

function chosenSize(app: App, { size, sizeId }: OrderInput): Size | CatalogRefusal {
  const known = app.sizes.map(({ id }) => id).join(', ');
  if (size && sizeId !== undefined) return wrong('sizeId', 'must be left out when size is given');
  if (size) return withinLimits(app, size);
  if (sizeId === undefined) return wrong('size', `must be given, or sizeId as one of: ${known}`);
  return app.sizes.find(({ id }) => id === sizeId)?.size ?? wrong('sizeId', `must be one of: ${known}`);
}

function withinLimits(app: App, size: Size): Size | CatalogRefusal {
  const { min, max } = app.limits;
  for (const field of ['cpu', 'memoryMb', 'diskGb'] as const) {
    const value = size[field];
    if (!Number.isInteger(value) || value < min[field] || value > max[field]) {
      return wrong(`size.${field}`, `must be a whole number from ${min[field]} to ${max[field]}`);
    }
  }
  return size;
}

const sameSize = ({ size }: NamedSize, other: Size): boolean =>
  size.cpu === other.cpu && size.memoryMb === other.memoryMb && size.diskGb === other.diskGb;

const wrong = (path: string, message: string): CatalogRefusal =>
  refuse('validation_failed', `The order is wrong: ${path} ${message}.`, { errors: [{ path, message }] });
