// Runs before the first paint, so that a remembered theme and the colours of this marketplace never flash other ones.
(() => {
  const root = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      // Storage may be forbidden; then nothing is remembered.
      return null;
    }
  };
  const chosen = read('theme');
  const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'dark' : 'light';
  const brand = read('brand');
  if (brand) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(JSON.parse(brand).css);
    document.adoptedStyleSheets = [sheet];
  } else {
    root.dataset.brand = 'unknown';
  }
})();
