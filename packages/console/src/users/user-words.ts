export const roleName = (role: string): string => role.replaceAll('-', ' ');

export const roleWords = (roles: readonly string[]): string => roles.map(roleName).join(', ');

export const suspendedStatus = { family: 'warn', shape: 'bars', word: 'Suspended' } as const;
