/** Why a transfer was begun, as its page shows it. */
export const reasonWords = {
  below: 'Auto top-up: the balance is low',
  runway: 'Auto top-up: the runway is short',
  level_drop: 'Auto top-up: a discount level is about to be lost',
} as const;
