// Takes pictures of the console with true content: `docs/screenshots/` for the README, everything else in `shots/`.
// Starts the product on a data folder of its own, or uses the sandboxed one at BASE_URL. Needs the product's own Node.
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeRefuge } from '../packages/server/src/embedded/postgres.ts';
import { newPage, openBrowser } from '../test/browser.ts';
import { settle } from '../test/journeys/crawl.ts';
import { signInAtPage } from '../test/journeys/person-at-page.ts';
import { signIn, until } from '../test/person.ts';
import { freePorts, startCommand } from '../test/started-product.ts';
import { say, step } from './steps.mjs';

/** @import { Person } from '../test/person.ts' */
/** @typedef {{url: string, control: string, env: Record<string, string>}} Product */

const root = fileURLToPath(new URL('..', import.meta.url));
const sizes = /** @type {const} */ ([
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]);
const README_LIMIT_BYTES = 250_000;
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDzm4mE4cq5D0v0l3uV8kYg0pP7n8nRkqk0cU0m7E1sG';
const usd = (/** @type {string} */ amount) => ({ currency: /** @type {const} */ ('USD'), amount });

mkdirSync(join(root, 'shots'), { recursive: true });
mkdirSync(join(root, 'docs/screenshots'), { recursive: true });
if (process.env.BASE_URL) await takeAll(await describe(process.env.BASE_URL));
else await withOwnProduct(takeAll);

/** @param {(product: Product) => Promise<void>} work */
async function withOwnProduct(work) {
  const dataDir = mkdtempSync(join(tmpdir(), 'marketplace-shots-'));
  const [port, sandboxPort] = [await freePorts(1), await freePorts(9)];
  const product = startCommand([process.execPath, 'scripts/run.mjs', 'start'], {
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
  });
  try {
    await step('Starting the product', () => product.saying(`http://localhost:${sandboxPort}`));
    await work(await describe(`http://localhost:${port}`));
  } finally {
    product.signal('SIGTERM');
    await product.ended;
    removeRefuge(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** @param {string} url @returns {Promise<Product>} */
async function describe(url) {
  const config = await (await fetch(`${url}/api/v1/config`)).json();
  const { issuer, audience, clientId, environment } = config;
  return {
    url,
    control: environment.url,
    env: { OIDC_ISSUER: issuer, AUTH0_AUDIENCE: audience, AUTH0_CLIENT_ID: clientId },
  };
}

/** @param {Product} product */
async function takeAll(product) {
  const { machineId } = await step('Letting nine days happen', () => live(product));
  await control(product, '/clock/freeze', { frozen: true });
  const browser = await openBrowser();
  try {
    for (const size of sizes) {
      for (const dark of [false, true]) {
        const look = `${size.width}-${dark ? 'dark' : 'light'}`;
        await step(`Pictures ${look}`, () => takeLook(product, browser, { ...size, dark, look, machineId }));
      }
    }
  } finally {
    await browser.close();
    await control(product, '/clock/freeze', { frozen: false });
  }
  const { size } = statSync(join(root, 'docs/screenshots/overview.png'));
  say(`docs/screenshots/overview.png has ${Math.ceil(size / 1000)} kB`);
  if (size > README_LIMIT_BYTES) throw new Error('The picture of the README is larger than 250 kB.');
}

/**
 * @param {Product} product
 * @param {import('playwright-core').Browser} browser
 * @param {{width: number, height: number, dark: boolean, look: string, machineId: string}} view
 */
async function takeLook(product, browser, { look, machineId, ...view }) {
  /** @type {Record<string, Record<string, string>>} */
  const pagesOf = {
    '': { landing: '/', 'sign-in': '/sign-in', nodes: '/nodes?minMemoryGb=8&ipv4=true' },
    'user@demo.test': {
      overview: '/overview',
      deployments: '/deployments',
      node: '/nodes?node=11',
      deploy: '/deploy',
      deployment: `/deployments/${machineId}`,
      'deployment-billing': `/deployments/${machineId}/billing`,
      statement: '/statement',
      'top-up': '/balance',
      'ssh-keys': '/ssh-keys',
      profile: '/profile',
      'not-found': '/nowhere',
      docs: '/docs',
      gallery: '/dev/ui',
    },
    'operator@demo.test': {
      operator: '/operator',
      'operator-users': '/operator/users',
      'operator-deployments': '/operator/deployments',
    },
  };
  for (const [email, pages] of Object.entries(pagesOf)) {
    const { page, faults, close } = await newPage(browser, view);
    if (email) await signInAtPage(page, product.url, email);
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(product.url + path);
      if (name === 'gallery') await page.locator('h1').waitFor();
      else await settle(page);
      if (name === 'overview') await page.getByRole('heading', { name: /^What was charged per day/ }).waitFor();
      if (name === 'top-up') await page.frameLocator('iframe').first().locator('[name=number]').waitFor();
      await page.evaluate(() => document.fonts.ready);
      if (name === 'overview' && look === '1440-light') {
        await page.screenshot({ path: join(root, 'docs/screenshots/overview.png') });
      }
      await takeWhole(page, join(root, `shots/${name}-${look}.png`), name !== 'gallery');
      await page.setViewportSize(view);
    }
    await close();
    if (faults.length > 0) throw new Error(`Pages complained:\n${faults.join('\n')}`);
  }
}

/**
 * The page on a screen as tall as its content: what sticks to an edge then stands where the page ends, and what is
 * drawn only when it is seen is drawn.
 * @param {import('playwright-core').Page} page
 * @param {string} path
 * @param {boolean} settles
 */
async function takeWhole(page, path, settles) {
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  const content = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(2_400, Math.max(height, content)) });
  if (settles) await settle(page);
  await page.screenshot({ path });
}

/** Two people, some machines, a deleted one, and days that pass. @param {Product} product */
async function live(product) {
  const start = await control(product, '/clock', undefined);
  await control(product, '/clock/set', { at: `${nextDay(start.now)}T09:10:00Z` });
  const [ada, ben] = [await signIn(product, 'user@demo.test'), await signIn(product, 'user2@demo.test')];
  await topUp(ada, '50.00');
  await topUp(ben, '100.00');
  for (const person of [ada, ben]) await person.call('createSshKey', { body: { name: 'laptop', publicKey: key } });
  const machineId = await deploy(ada, 'shop-web', 'medium', true);
  const trialId = await deploy(ada, 'trial', 'small', false);
  await deploy(ben, 'mail-gateway', 'medium', true);
  await pass(product, 2);
  await (await signIn(product, 'user@demo.test')).call('deleteDeployment', { params: { id: trialId } });
  await deploy(await signIn(product, 'user@demo.test'), 'files', 'small', false);
  await pass(product, 4);
  const later = await signIn(product, 'user@demo.test');
  await topUp(later, '25.00');
  await deploy(later, 'build-agent', 'large', false);
  await pass(product, 3);
  return { machineId };
}

/** @param {Product} product @param {number} days */
async function pass(product, days) {
  for (let day = 0; day < days; day++) {
    await control(product, '/clock/advance', { seconds: 86_400 });
    await (await signIn(product, 'operator@demo.test')).call('runJobs');
  }
}

/** @param {Person} person @param {string} amount */
async function topUp(person, amount) {
  const body = { amount: usd(amount), paymentMethodId: 'pm_card_visa' };
  const { id } = await person.call('createTopUp', { body, idempotencyKey: randomUUID() });
  await until(person, 'getTopUp', { params: { id } }, ({ status }) => status === 'succeeded');
}

/** @param {Person} person @param {string} name @param {string} sizeId @param {boolean} publicIpv4 */
async function deploy(person, name, sizeId, publicIpv4) {
  const placement = { mode: /** @type {const} */ ('auto') };
  const body = { name, appId: 'vm', imageId: 'ubuntu-24.04', sizeId, placement, publicIpv4, sshKeys: [key] };
  const { id } = await person.call('createDeployment', { body, idempotencyKey: randomUUID() });
  await until(person, 'getDeployment', { params: { id } }, ({ status }) => status === 'running', 60_000);
  return id;
}

/** @param {Product} product @param {string} path @param {object | undefined} body */
async function control({ control: url }, path, body) {
  const init = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(new URL(path, url), init);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** @param {string} now */
function nextDay(now) {
  return new Date(Date.parse(now) + 86_400_000).toISOString().slice(0, 10);
}
