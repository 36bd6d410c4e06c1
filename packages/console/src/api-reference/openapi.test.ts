import { expect, test } from 'vitest';
import { type OpenApi, operationsByTag, schemaText } from './openapi.ts';

test('a schema is written as a type, with names for shapes and a mark for what may be missing', () => {
  const schema = {
    type: 'object',
    required: ['id', 'amount'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      amount: { $ref: '#/components/schemas/Money' },
      mode: { enum: ['auto', 'node'] },
      tags: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] }, description: 'Own words.' },
    },
  };
  expect(schemaText(schema)).toBe(
    [
      '{',
      '  id: string (uuid)',
      '  amount: Money',
      '  mode?: "auto" | "node"',
      '  tags?: (string | null)[]  // Own words.',
      '}',
    ].join('\n'),
  );
});

test('operations stand under their tag with method and full path', () => {
  const operation = { tags: ['Nodes'], operationId: 'listNodes', 'x-access': 'public', responses: {} };
  const document: OpenApi = {
    servers: [{ url: '/api/v1' }],
    paths: { '/nodes': { get: operation }, '/nodes/{id}': { get: { ...operation, operationId: 'getNode' } } },
    components: { schemas: {} },
  };
  expect(operationsByTag(document)).toEqual([
    [
      'Nodes',
      [
        { ...operation, method: 'GET', path: '/api/v1/nodes' },
        { ...operation, operationId: 'getNode', method: 'GET', path: '/api/v1/nodes/{id}' },
      ],
    ],
  ]);
});
