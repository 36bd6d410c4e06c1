import { addAddress } from './address.js';
import { brandOf, cvcProblem, digits, expiryProblem, numberProblem } from './card-rules.js';
import { cardFields } from './field.js';

/** Which field an answer of the API is about. */
const fieldOfCode = {
  incorrect_number: 'number',
  invalid_expiry_month: 'expiry',
  invalid_expiry_year: 'expiry',
  expired_card: 'expiry',
  incorrect_cvc: 'cvc',
  invalid_cvc: 'cvc',
};

/** The card fields: typing, checking, and what they say of themselves to the page. */
export class CardForm {
  constructor(setup, emit) {
    this.emit = emit;
    this.node = document.createElement('form');
    this.node.noValidate = true;
    this.node.className = setup.kind === 'card' ? 'Card' : 'Payment';
    this.node.addEventListener('submit', (event) => event.preventDefault());
    this.fields = cardFields();
    this.brand = Object.assign(document.createElement('span'), { className: 'Brand' });
    this.fields.number.box.append(this.brand);
    this.node.append(...Object.values(this.fields).map((field) => field.node));
    this.readAddress = setup.kind === 'payment' ? addAddress(this.node, setup.options) : () => ({});
    if (setup.kind === 'payment') addNotes(this.node, setup);
    for (const [name, field] of Object.entries(this.fields)) this.listen(name, field);
    this.update(setup);
  }

  focus() {
    this.fields.number.input.focus();
  }

  clear() {
    this.node.reset();
    for (const field of Object.values(this.fields)) field.blame('');
    this.tell();
  }

  update({ options }) {
    for (const { input } of Object.values(this.fields)) input.disabled = options.disabled ?? options.readOnly ?? false;
  }

  /** Shows every problem at once, goes to the first and answers it. */
  validate() {
    const wrong = this.problems();
    for (const [name, field] of Object.entries(this.fields)) field.blame(wrong[name]?.message ?? '');
    const first = Object.keys(this.fields).find((name) => wrong[name]);
    if (!first) return {};
    this.fields[first].input.focus();
    return { error: wrong[first] };
  }

  /** Shows an answer of the API beside the field it is about. */
  blame(error) {
    this.fields[fieldOfCode[error.code]]?.blame(error.message);
  }

  /** What the API takes for a new payment method. */
  entry(billingDetails = {}) {
    const { number, expiry, cvc } = this.fields;
    const [month, year] = expiry.value.split('/').map((part) => Number(digits(part)));
    const card = { number: digits(number.value), exp_month: month, exp_year: 2000 + year, cvc: digits(cvc.value) };
    const address = { ...this.readAddress(), ...billingDetails.address };
    return { type: 'card', card, billing_details: { ...billingDetails, address } };
  }

  problems() {
    const { number, expiry, cvc } = this.fields;
    return {
      number: numberProblem(number.value),
      expiry: expiryProblem(expiry.value),
      cvc: cvcProblem(cvc.value, number.value),
    };
  }

  listen(name, field) {
    field.input.addEventListener('input', () => {
      field.retype();
      field.blame('');
      this.tell();
    });
    field.input.addEventListener('blur', () => {
      // An empty field is not wrong until the form is sent.
      if (field.value !== '') field.blame(this.problems()[name]?.message ?? '');
      this.emit('blur');
      this.tell();
    });
    field.input.addEventListener('focus', () => this.emit('focus'));
    field.input.addEventListener('keydown', (event) => event.key === 'Escape' && this.emit('escape'));
  }

  tell() {
    const fields = Object.values(this.fields);
    const { name, label } = brandOf(digits(this.fields.number.value));
    this.brand.textContent = label;
    const shown = fields.find((field) => field.error.textContent)?.error.textContent;
    this.emit('change', {
      empty: fields.every((field) => field.value === ''),
      complete: Object.values(this.problems()).every((problem) => problem === undefined),
      collapsed: false,
      brand: name,
      value: { type: 'card' },
      error: shown ? { type: 'validation_error', message: shown } : undefined,
    });
  }
}

function addNotes(form, setup) {
  const terms = setup.options.terms?.card;
  const saves = terms === 'always' || (setup.group.mode === 'setup' && terms !== 'never');
  if (saves)
    form.append(note('By giving your card details you allow later payments to be charged to this card as agreed.'));
  form.append(
    note('Sandbox: use card 4242 4242 4242 4242, any future date and any security code. No real money moves.'),
  );
}

function note(text) {
  return Object.assign(document.createElement('p'), { className: 'Note', textContent: text });
}
