/** Horizon could not be asked, or answered that it cannot say: nothing is known. */
export class StellarUnavailable extends Error {
  override name = 'StellarUnavailable';
}

/** Horizon answered something that we do not understand. */
export class StellarAnswerInvalid extends Error {
  override name = 'StellarAnswerInvalid';
}
