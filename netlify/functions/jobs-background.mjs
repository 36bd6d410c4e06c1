import { jobsInBackground } from '../../packages/server/dist/functions.mjs';

// Its name makes it a background function: it may work for 15 minutes.
export default jobsInBackground;
