import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fontPreload } from './build/font-preload.ts';
import { noFlashScript } from './build/no-flash-script.ts';

export default defineConfig({
  plugins: [react(), tailwindcss(), noFlashScript('src/theme/no-flash.js'), fontPreload('inter-latin-wght-normal')],
  build: {
    target: 'es2023',
    // Fonts and pictures stay files: the content security policy knows no data addresses for them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
  },
});
