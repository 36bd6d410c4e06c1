import { connect, createFrame } from './channel.js';

const formTypes = ['payment', 'card'];

/** One Element: a frame with the card fields, as `elements.create(type)` gives it. */
export class Element {
  constructor(group, type, options = {}) {
    if (!formTypes.includes(type))
      throw new Error(`This sandbox has no ${type} Element, only ${formTypes.join(' and ')}.`);
    this.group = group;
    this.type = type;
    this.options = options;
    this.listeners = new Map();
    this.destroyed = false;
  }

  mount(target) {
    if (this.destroyed) throw new Error('This Element has already been destroyed. Please create a new one.');
    const place = typeof target === 'string' ? document.querySelector(target) : target;
    if (!place)
      throw new Error(
        `The selector you specified (${target}) applies to no DOM elements that are currently on the page.`,
      );
    if (this.frame) this.unmount();
    const path = `/js/frame/frame.html?kind=${this.type}`;
    this.frame = createFrame(path, 'Secure payment input frame', '__privateStripeFrame');
    // The frame is 4 px larger on each side, so that focus rings are not cut off at its edge.
    const height = this.type === 'card' ? '56px' : '300px';
    Object.assign(this.frame.style, { height, margin: '-4px', width: 'calc(100% + 8px)', colorScheme: 'light dark' });
    this.channel = connect(this.frame, this.setup(), (event, detail) => this.receive(event, detail));
    place.append(this.frame);
    this.emit('loaderstart', { elementType: this.type });
    return this;
  }

  unmount() {
    this.channel?.close();
    this.frame?.remove();
    this.channel = undefined;
    this.frame = undefined;
    return this;
  }

  destroy() {
    this.unmount();
    this.destroyed = true;
    this.group.forget(this);
  }

  update(options) {
    this.options = { ...this.options, ...options };
    this.refresh();
    return this;
  }

  /** Tells the frame about changed options or looks. */
  refresh() {
    this.channel?.call('update', this.setup());
  }

  on(event, listener) {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
    if (event === 'ready' && this.ready) listener({ elementType: this.type });
    return this;
  }

  once(event, listener) {
    const wrapped = (detail) => {
      this.off(event, wrapped);
      listener(detail);
    };
    return this.on(event, wrapped);
  }

  off(event, listener) {
    const left = (this.listeners.get(event) ?? []).filter((known) => listener && known !== listener);
    this.listeners.set(event, left);
    return this;
  }

  focus() {
    this.channel?.call('focus');
  }

  blur() {
    this.channel?.call('blur');
  }

  clear() {
    this.channel?.call('clear');
  }

  collapse() {
    return this;
  }

  /** Lets the frame do something with what was typed. */
  call(action, args) {
    if (this.channel) return this.channel.call(action, args);
    const message = 'We could not retrieve data from the specified Element. Please make sure it is still mounted.';
    return Promise.resolve({ error: { type: 'invalid_request_error', message } });
  }

  setup() {
    const { apiKey, options } = this.group;
    return {
      apiKey,
      kind: this.type,
      options: plain(this.options),
      appearance: plain(options.appearance ?? {}),
      fonts: plain(options.fonts ?? []),
      group: { mode: options.mode ?? (options.clientSecret?.startsWith('seti_') ? 'setup' : 'payment') },
    };
  }

  receive(event, detail) {
    if (event === 'resize' && this.frame) this.frame.style.height = `${detail.height}px`;
    else if (event === 'scheme' && this.frame) this.frame.style.colorScheme = detail.scheme;
    else {
      if (event === 'ready') this.ready = true;
      this.emit(event, { elementType: this.type, ...detail });
    }
  }

  emit(event, detail) {
    for (const listener of this.listeners.get(event) ?? []) listener(detail);
  }
}

/** Options may hold functions, which cannot travel to a frame. */
function plain(value) {
  return JSON.parse(JSON.stringify(value));
}
