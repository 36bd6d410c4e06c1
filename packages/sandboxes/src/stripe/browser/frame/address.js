import { wrap } from './field.js';

const countries = {
  AU: 'Australia',
  AT: 'Austria',
  BE: 'Belgium',
  BR: 'Brazil',
  CA: 'Canada',
  DK: 'Denmark',
  EG: 'Egypt',
  FI: 'Finland',
  FR: 'France',
  DE: 'Germany',
  IN: 'India',
  IE: 'Ireland',
  IT: 'Italy',
  JP: 'Japan',
  KE: 'Kenya',
  MX: 'Mexico',
  NL: 'Netherlands',
  NZ: 'New Zealand',
  NG: 'Nigeria',
  NO: 'Norway',
  PL: 'Poland',
  PT: 'Portugal',
  SG: 'Singapore',
  ZA: 'South Africa',
  ES: 'Spain',
  SE: 'Sweden',
  CH: 'Switzerland',
  TZ: 'Tanzania',
  AE: 'United Arab Emirates',
  GB: 'United Kingdom',
  US: 'United States',
};

/** Where banks check the postal code. */
const withPostalCode = ['US', 'CA', 'GB'];

/** Adds country and postal code unless the page keeps them to itself; gives back how to read them. */
export function addAddress(form, options) {
  const wanted = options.fields?.billingDetails;
  if (wanted === 'never' || wanted?.address === 'never') return () => ({});
  const select = Object.assign(document.createElement('select'), {
    name: 'country',
    id: 'country',
    className: 'Input',
    autocomplete: 'country',
  });
  for (const [code, country] of Object.entries(countries)) select.add(new Option(country, code));
  select.value = options.defaultValues?.billingDetails?.address?.country ?? 'US';
  const postal = Object.assign(document.createElement('input'), {
    name: 'postalCode',
    id: 'postalCode',
    className: 'Input',
    autocomplete: 'postal-code',
    placeholder: '12345',
    type: 'text',
  });
  const postalField = wrap('postalCode', 'ZIP code (optional)', false, postal);
  form.append(wrap('country', 'Country', false, select), postalField);
  const show = () => {
    postalField.hidden = !withPostalCode.includes(select.value);
  };
  select.addEventListener('change', show);
  show();
  return () => ({
    country: select.value,
    ...(postal.value && !postalField.hidden ? { postal_code: postal.value } : {}),
  });
}
