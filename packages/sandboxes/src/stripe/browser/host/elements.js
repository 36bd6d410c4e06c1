import { Element } from './element.js';

/** What `stripe.elements(options)` gives: the Elements of one form and what they have in common. */
export class Elements {
  constructor(apiKey, options = {}) {
    this.apiKey = apiKey;
    this.options = options;
    this.members = [];
  }

  create(type, options) {
    if (this.getElement(type)) throw new Error(`Can only create one Element of type ${type}.`);
    const element = new Element(this, type, options);
    this.members.push(element);
    return element;
  }

  /** By type name, or by a React component that stands for one. */
  getElement(type) {
    const name = typeof type === 'string' ? type : type?.__elementType;
    return this.members.find((element) => element.type === name) ?? null;
  }

  update(options) {
    this.options = { ...this.options, ...options };
    for (const element of this.members) element.refresh();
  }

  async fetchUpdates() {
    return {};
  }

  /** Checks the fields and shows what is wrong; comes before the server makes an intent. */
  async submit() {
    const [form] = this.members;
    if (!form) return { error: { type: 'invalid_request_error', message: 'There is no Element to submit.' } };
    const { error } = await form.call('validate');
    return error ? { error } : { selectedPaymentMethod: 'card' };
  }

  forget(element) {
    this.members = this.members.filter((known) => known !== element);
  }

  get form() {
    return this.members[0];
  }
}
