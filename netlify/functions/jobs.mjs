import { jobs } from '../../packages/server/dist/functions.mjs';

export default jobs;
export const config = { schedule: '* * * * *' };
