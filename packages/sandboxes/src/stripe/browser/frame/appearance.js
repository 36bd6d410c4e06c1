const themes = {
  stripe: {},
  flat: { colorBackground: '#f1f1f1', colorBorder: 'transparent' },
  night: {
    colorPrimary: '#85d996',
    colorBackground: '#30313d',
    colorText: '#ffffff',
    colorTextSecondary: '#c6c9d1',
    colorTextPlaceholder: '#a5aab5',
    colorDanger: '#fe87a1',
    colorBorder: '#4a4c5a',
  },
};

const known = [
  'colorPrimary',
  'colorBackground',
  'colorText',
  'colorTextSecondary',
  'colorTextPlaceholder',
  'colorDanger',
  'colorBorder',
  'fontFamily',
  'fontSizeBase',
  'fontWeightMedium',
  'borderRadius',
  'spacingUnit',
  'gridRowSpacing',
  'gridColumnSpacing',
];

const rules = new CSSStyleSheet();
document.adoptedStyleSheets = [rules];

/** Puts the page's colours, font and rules on the fields; answers which colour scheme they make. */
export function applyAppearance(appearance = {}, fonts = []) {
  const variables = { ...themes[appearance.theme ?? 'stripe'], ...appearance.variables };
  const { style } = document.documentElement;
  for (const name of known) {
    if (variables[name] === undefined) style.removeProperty(`--${name}`);
    else style.setProperty(`--${name}`, variables[name]);
  }
  // Without a border of its own a dark theme takes a faint tone of its text.
  if (variables.colorText && !variables.colorBorder) {
    style.setProperty(
      '--colorBorder',
      `color-mix(in srgb, ${variables.colorText} 22%, ${variables.colorBackground ?? '#fff'})`,
    );
  }
  if (variables.colorText && !variables.colorTextSecondary) {
    style.setProperty(
      '--colorTextSecondary',
      `color-mix(in srgb, ${variables.colorText} 72%, ${variables.colorBackground ?? '#fff'})`,
    );
  }
  if (variables.colorText && !variables.colorTextPlaceholder) {
    style.setProperty(
      '--colorTextPlaceholder',
      `color-mix(in srgb, ${variables.colorText} 60%, ${variables.colorBackground ?? '#fff'})`,
    );
  }
  rules.replaceSync(cssOf(appearance.rules ?? {}));
  for (const font of fonts) addFont(font);
  const scheme = isDark(variables.colorBackground ?? '#ffffff') ? 'dark' : 'light';
  style.colorScheme = scheme;
  return scheme;
}

/** Rules such as `{'.Input:focus': {borderColor: 'red'}}`; class names begin with a capital, as Stripe's do. */
function cssOf(given) {
  return Object.entries(given)
    .filter(([selector]) => /^\.[A-Z][\w-]*(::?[a-z-]+)?$/.test(selector))
    .map(([selector, properties]) => {
      const lines = Object.entries(properties).map(
        ([name, value]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${value};`,
      );
      return `${selector} { ${lines.join(' ')} }`;
    })
    .join('\n');
}

function addFont(font) {
  if (font.cssSrc) {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: font.cssSrc });
    if (![...document.styleSheets].some((sheet) => sheet.href === link.href)) document.head.append(link);
  } else if (font.family && font.src) {
    const face = new FontFace(font.family, font.src, { weight: font.weight, style: font.style });
    face.load().then(
      () => document.fonts.add(face),
      () => undefined,
    );
  }
}

function isDark(color) {
  const canvas = document.createElement('canvas').getContext('2d');
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return alpha > 0 && 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
