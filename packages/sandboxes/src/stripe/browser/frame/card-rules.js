// What can be known about a card before a bank is asked.

const brands = [
  { name: 'amex', label: 'AMEX', start: /^3[47]/, lengths: [15], groups: [4, 6, 5], cvcLength: 4 },
  { name: 'diners', label: 'DINERS', start: /^3(0|[689])/, lengths: [14, 16], groups: [4, 4, 4, 4], cvcLength: 3 },
  { name: 'jcb', label: 'JCB', start: /^35/, lengths: [16], groups: [4, 4, 4, 4], cvcLength: 3 },
  {
    name: 'mastercard',
    label: 'MASTERCARD',
    start: /^(5[1-5]|2[2-7])/,
    lengths: [16],
    groups: [4, 4, 4, 4],
    cvcLength: 3,
  },
  { name: 'unionpay', label: 'UNIONPAY', start: /^62/, lengths: [16, 19], groups: [4, 4, 4, 4, 3], cvcLength: 3 },
  { name: 'discover', label: 'DISCOVER', start: /^6(011|4|5)/, lengths: [16], groups: [4, 4, 4, 4], cvcLength: 3 },
  { name: 'visa', label: 'VISA', start: /^4/, lengths: [16], groups: [4, 4, 4, 4], cvcLength: 3 },
];
const unknown = { name: 'unknown', label: '', start: /^/, lengths: [16], groups: [4, 4, 4, 4], cvcLength: 3 };

export function brandOf(number) {
  return brands.find((brand) => brand.start.test(number)) ?? unknown;
}

export function digits(text) {
  return text.replace(/\D/g, '');
}

/** `4242424242424242` as `4242 4242 4242 4242`. */
export function groupNumber(text) {
  const brand = brandOf(digits(text));
  const number = digits(text).slice(0, Math.max(...brand.lengths));
  const parts = [];
  let start = 0;
  for (const length of brand.groups) {
    if (start < number.length) parts.push(number.slice(start, start + length));
    start += length;
  }
  return parts.join(' ');
}

/** `1234`, `12/34`, `1/34`, `12 / 2034` as `12 / 34`. */
export function groupExpiry(text) {
  const [first, second] = text.split('/').map(digits);
  if (second !== undefined && first.length > 0 && first.length < 3) {
    const year = second.length === 4 && second.startsWith('20') ? second.slice(2) : second.slice(0, 2);
    return `${first.padStart(2, '0')} / ${year}`;
  }
  const typed =
    digits(text).length === 6 ? `${digits(text).slice(0, 2)}${digits(text).slice(4)}` : digits(text).slice(0, 4);
  const all = /^[2-9]/.test(typed) ? `0${typed}`.slice(0, 4) : typed;
  return all.length > 2 ? `${all.slice(0, 2)} / ${all.slice(2)}` : all;
}

/** What is wrong with a number: `{code, message}`, or undefined. */
export function numberProblem(text) {
  const number = digits(text);
  if (number === '') return problem('incomplete_number', 'Your card number is incomplete.');
  if (number.length < Math.min(...brandOf(number).lengths))
    return problem('incomplete_number', 'Your card number is incomplete.');
  return passesLuhn(number) ? undefined : problem('invalid_number', 'Your card number is invalid.');
}

export function expiryProblem(text, today = new Date()) {
  const [month, year] = text.split('/').map((part) => Number(digits(part)));
  if (digits(text).length < 4) return problem('incomplete_expiry', "Your card's expiration date is incomplete.");
  if (month < 1 || month > 12) return problem('invalid_expiry_month', "Your card's expiration date is invalid.");
  const months = (2000 + year - today.getFullYear()) * 12 + month - 1 - today.getMonth();
  if (months < 0) return problem('invalid_expiry_year_past', "Your card's expiration year is in the past.");
  return months > 600 ? problem('invalid_expiry_year', "Your card's expiration year is invalid.") : undefined;
}

export function cvcProblem(text, number) {
  const wanted = brandOf(digits(number)).cvcLength;
  return digits(text).length < wanted
    ? problem('incomplete_cvc', "Your card's security code is incomplete.")
    : undefined;
}

function passesLuhn(number) {
  let sum = 0;
  for (const [place, digit] of [...number].reverse().entries()) {
    const doubled = Number(digit) * (place % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function problem(code, message) {
  return { type: 'validation_error', code, message };
}
