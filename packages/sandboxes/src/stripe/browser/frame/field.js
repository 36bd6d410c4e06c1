import { digits, groupExpiry, groupNumber } from './card-rules.js';

/** One labelled input with its error text. */
export class Field {
  constructor(name, label, { autocomplete, placeholder, wide, format }) {
    this.format = format;
    this.input = Object.assign(document.createElement('input'), {
      name,
      id: name,
      autocomplete,
      placeholder,
      className: 'Input',
      type: 'text',
      inputMode: 'numeric',
    });
    this.error = Object.assign(document.createElement('p'), { className: 'Error', id: `${name}-error`, role: 'alert' });
    this.box = Object.assign(document.createElement('div'), { className: 'InputBox' });
    this.input.setAttribute('aria-describedby', this.error.id);
    this.input.setAttribute('aria-required', 'true');
    this.box.append(this.input);
    this.node = wrap(name, label, wide, this.box, this.error);
  }

  get value() {
    return this.input.value;
  }

  /** Keeps the digits grouped; the caret stays at the end, where one types. */
  retype() {
    const atEnd = this.input.selectionStart === this.input.value.length;
    const formatted = this.format(this.input.value);
    if (atEnd && formatted !== this.input.value) this.input.value = formatted;
  }

  /** Shows what is wrong; empty text takes it away. */
  blame(message) {
    this.error.textContent = message;
    this.input.classList.toggle('Input--invalid', message !== '');
    this.input.setAttribute('aria-invalid', String(message !== ''));
  }
}

export function cardFields() {
  return {
    number: new Field('number', 'Card number', {
      autocomplete: 'cc-number',
      placeholder: '1234 1234 1234 1234',
      wide: true,
      format: groupNumber,
    }),
    expiry: new Field('expiry', 'Expiration date', {
      autocomplete: 'cc-exp',
      placeholder: 'MM / YY',
      format: groupExpiry,
    }),
    cvc: new Field('cvc', 'Security code', {
      autocomplete: 'cc-csc',
      placeholder: 'CVC',
      format: (text) => digits(text).slice(0, 4),
    }),
  };
}

/** A label above its content. */
export function wrap(id, text, wide, ...content) {
  const node = Object.assign(document.createElement('div'), { className: wide ? 'Field Field--wide' : 'Field' });
  const label = Object.assign(document.createElement('label'), { className: 'Label', htmlFor: id, textContent: text });
  node.append(label, ...content);
  return node;
}
