import { OpenAPIHono } from '@hono/zod-openapi';
import { API_BASE_PATH, routes } from '@marketplace/contract';

let document: object | undefined;

/** The OpenAPI 3.1 document of the contract; built once. */
export function openApiDocument(): object {
  if (document) return document;
  const app = new OpenAPIHono();
  for (const route of Object.values(routes)) app.openAPIRegistry.registerPath(route as never);
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'An access token of the issuer named by `/config`.',
  });
  document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'ThreeFold Cloud Marketplace',
      version: '1',
      description:
        'Deploy on the ThreeFold Grid, pay from a prepaid balance. Amounts are decimal strings with 7 decimals.',
    },
    servers: [{ url: API_BASE_PATH }],
  });
  return document;
}
