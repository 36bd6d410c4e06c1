import { describe, expect, it } from 'vitest';
import { readForm } from './form.ts';

describe('readForm', () => {
  it.each([
    ['a=1&b=', { a: '1', b: '' }],
    ['a[b][c]=1&a[d]=2', { a: { b: { c: '1' }, d: '2' } }],
    ['expand[]=x&expand[]=y', { expand: ['x', 'y'] }],
    ['expand[0]=x&expand[1]=y', { expand: ['x', 'y'] }],
    ['items[0][name]=a%26b&items[1][name]=c', { items: [{ name: 'a&b' }, { name: 'c' }] }],
    ['metadata[a key]=v+w', { metadata: { 'a key': 'v w' } }],
  ])('reads %s', (body, form) => {
    expect(readForm(new URLSearchParams(body))).toEqual(form);
  });

  it('does not let a request reach the prototype of objects', () => {
    expect(() => readForm(new URLSearchParams('__proto__[polluted]=1'))).toThrow('unknown parameter');
  });
});
