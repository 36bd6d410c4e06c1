import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

const folder = new URL('./browser/', import.meta.url);
const types = { js: 'text/javascript', css: 'text/css', html: 'text/html' } as const;

/** In the order in which each needs the ones before it. */
const hostParts = ['channel', 'challenge', 'element', 'elements', 'client', 'stripe'];
const frameFiles = [
  'frame.html',
  'frame.css',
  'frame.js',
  'address.js',
  'api.js',
  'appearance.js',
  'card-form.js',
  'card-rules.js',
  'confirm.js',
  'field.js',
];

/** stripe.js under each address that Stripe serves it at, and the files of the frames it opens. */
export function createBrowserFiles(): Hono {
  const app = new Hono();
  const script = bundle(hostParts.map((name) => readFileSync(new URL(`host/${name}.js`, folder), 'utf8')));
  for (const path of ['/js/stripe.js', '/v3', '/v3/', '/v3/stripe.js', '/endive/stripe.js']) {
    app.get(path, (c) => c.body(script, 200, headersOf('js')));
  }
  const files = [...frameFiles.map((name) => `frame/${name}`), 'pages.css'];
  for (const name of files) {
    const content = readFileSync(new URL(name, folder), 'utf8');
    const ending = name.slice(name.lastIndexOf('.') + 1) as keyof typeof types;
    app.get(`/js/${name}`, (c) => c.body(content, 200, headersOf(ending)));
  }
  return app;
}

/** One classic script of several modules: pages load stripe.js with a plain script element. */
function bundle(modules: string[]): string {
  const code = modules.map((text) => text.replace(/^import .*;\n/gm, '').replace(/^export /gm, ''));
  return `(() => {\n'use strict';\n${code.join('\n')}\n})();\n`;
}

function headersOf(ending: keyof typeof types): Record<string, string> {
  return {
    'Content-Type': `${types[ending]}; charset=utf-8`,
    'Cache-Control': 'no-cache',
    'Access-Control-Allow-Origin': '*',
  };
}
