import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Ships the theme script as a small blocking file: a strict policy allows it without a hash. */
export function noFlashScript(path: string): Plugin {
  let reference = '';
  let name = '';
  return {
    name: 'no-flash-script',
    buildStart() {
      if (this.environment.mode === 'dev') return;
      const source = readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');
      reference = this.emitFile({ type: 'asset', name: 'no-flash.js', source });
    },
    generateBundle() {
      if (reference) name = this.getFileName(reference);
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [{ tag: 'script', attrs: { src: name ? `/${name}` : `/${path}` }, injectTo: 'head-prepend' }],
    },
  };
}
