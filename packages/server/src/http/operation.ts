import type { RouteHandler } from '@hono/zod-openapi';
import type { OperationId, Routes } from '@marketplace/contract';
import type { HttpEnv } from './context.ts';

/** The handler of one operation, typed by its route: what it takes is validated, what it answers is checked by the compiler. */
export type Handler<Id extends OperationId> = RouteHandler<Routes[Id], HttpEnv>;

export type Handlers = { [Id in OperationId]: Handler<Id> };
