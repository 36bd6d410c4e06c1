/** Whether the month on the card is over; months count from 1, in UTC. */
export const isExpired = (
  card: { expMonth: number; expYear: number },
  today: { month: number; year: number },
): boolean => monthNumber(card.expYear, card.expMonth) < monthNumber(today.year, today.month);

/** Months since year 0: comparable. */
export const monthNumber = (year: number, month: number): number => year * 12 + month;
