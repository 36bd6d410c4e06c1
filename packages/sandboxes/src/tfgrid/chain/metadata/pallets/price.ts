import { type PalletShape, plain } from '../pallet-shape.ts';

/** All prices are mUSD per TFT. */
export const price: PalletShape = {
  name: 'TFTPriceModule',
  index: 28,
  path: 'pallet_tft_price',
  storage: {
    TftPrice: plain('u32', 0),
    LastBlockSet: plain('u32', 0),
    AverageTftPrice: plain('u32', 0),
    MinTftPrice: plain('u32', 0),
    MaxTftPrice: plain('u32', 0),
  },
  calls: {
    'set_prices@0': { price: 'u32', block_number: 'u32' },
    'set_min_tft_price@2': { price: 'u32' },
    'set_max_tft_price@3': { price: 'u32' },
  },
  events: {
    PriceStored: ['u32'],
    OffchainWorkerExecuted: ['AccountId32'],
    AveragePriceStored: ['u32'],
    AveragePriceIsAboveMaxPrice: ['u32', 'u32'],
    AveragePriceIsBelowMinPrice: ['u32', 'u32'],
  },
  errors: [
    'ErrFetchingPrice',
    'OffchainSignedTxError',
    'NoLocalAcctForSigning',
    'AccountUnauthorizedToSetPrice',
    'MaxPriceBelowMinPriceError',
    'MinPriceAboveMaxPriceError',
    'IsNotAnAuthority',
    'WrongAuthority',
  ],
};
