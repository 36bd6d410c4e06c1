/** Bundles everything that the functions run into one file. */
export function buildFunctions(): Promise<void>;
