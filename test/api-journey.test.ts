import { afterAll, beforeAll, expect, it } from 'vitest';
import { walkApiJourney } from './api-journey.ts';
import { type House, startHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house?.close());

it('from sign-in to delete by API, every cent is right', async () => {
  await walkApiJourney(house);
  expect((await fetch(`${house.url}/api/v1/ready`)).status).toBe(200);
});
