import { html, raw } from 'hono/html';
import { pageStyle } from './page-style.ts';

export type Html = ReturnType<typeof html>;

/** A whole page with the ribbon that says what it is. `width` is the layout's class. */
export function page(title: string, width: 'narrow' | 'wide', body: Html, script?: string): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(pageStyle)}</style>
</head>
<body>
<div class="ribbon">Sandbox: no real money, machines or mail.</div>
<main class="${width}">${body}</main>
${script === undefined ? '' : html`<script type="module">${raw(script)}</script>`}
</body>
</html>`;
}
