/** As Horizon writes times: whole seconds. */
export const toTime = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000', '');
