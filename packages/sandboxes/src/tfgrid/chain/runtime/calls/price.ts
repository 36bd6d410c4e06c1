import { badOrigin, moduleError } from '../execution.ts';
import { handler } from '../handler.ts';

const refuse = (name: string) => moduleError('TFTPriceModule', name);

export const priceCalls = {
  /** One report fills the whole day's buffer, so that the average follows at once; the real chain needs 1,440 reports. */
  set_prices: handler<{ price: number; block_number: number }>((chain, origin, { price, block_number }) => {
    if (!origin.authority) throw refuse('AccountUnauthorizedToSetPrice');
    const min = chain.get('TFTPriceModule.MinTftPrice');
    const max = chain.get('TFTPriceModule.MaxTftPrice');
    chain.set('TFTPriceModule.TftPrice', [], price);
    chain.set('TFTPriceModule.LastBlockSet', [], block_number);
    chain.set('TFTPriceModule.AverageTftPrice', [], price);
    chain.emit('TFTPriceModule', 'PriceStored', price);
    chain.emit('TFTPriceModule', 'AveragePriceStored', price);
    if (price < min) chain.emit('TFTPriceModule', 'AveragePriceIsBelowMinPrice', [price, min]);
    if (price > max) chain.emit('TFTPriceModule', 'AveragePriceIsAboveMaxPrice', [price, max]);
  }),
  set_min_tft_price: handler<{ price: number }>((chain, origin, { price }) => {
    if (!origin.authority) throw badOrigin();
    if (price >= chain.get('TFTPriceModule.MaxTftPrice')) throw refuse('MinPriceAboveMaxPriceError');
    chain.set('TFTPriceModule.MinTftPrice', [], price);
  }),
  set_max_tft_price: handler<{ price: number }>((chain, origin, { price }) => {
    if (!origin.authority) throw badOrigin();
    if (price <= chain.get('TFTPriceModule.MinTftPrice')) throw refuse('MaxPriceBelowMinPriceError');
    chain.set('TFTPriceModule.MaxTftPrice', [], price);
  }),
};
