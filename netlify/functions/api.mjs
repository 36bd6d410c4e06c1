import { api } from '../../packages/server/dist/functions.mjs';

export default api;
export const config = { path: '/api/*' };
