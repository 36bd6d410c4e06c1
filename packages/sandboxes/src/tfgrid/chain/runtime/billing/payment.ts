import { reserve, usableBalance } from '../accounts.ts';
import type { Execution } from '../execution.ts';
import type { Contract, DiscountLevel, PaymentState, Twin } from '../values.ts';

const pallet = 'SmartContractModule';

/** Units of TFT due for one cycle; `additional` is the extra fee of a dedicated node. */
export interface Due {
  standard: bigint;
  additional: bigint;
  level: DiscountLevel;
}

/** The twin can pay: reserves this cycle and all earlier debt. */
export function payDue(
  chain: Execution,
  contract: Contract,
  twin: Twin,
  payment: PaymentState,
  due: Due,
): PaymentState {
  const standard = due.standard + payment.standard_overdraft;
  const additional = due.additional + payment.additional_overdraft;
  reserve(chain, twin.account_id, standard + additional);
  chain.emit(pallet, 'ContractBilled', {
    contract_id: contract.contract_id,
    timestamp: chain.nowSeconds,
    discount_level: { type: due.level, value: undefined },
    amount_billed: standard + additional,
  });
  return {
    ...payment,
    standard_reserve: payment.standard_reserve + standard,
    additional_reserve: payment.additional_reserve + additional,
    standard_overdraft: 0n,
    additional_overdraft: 0n,
  };
}

/** The twin cannot pay: reserves all that is usable, extra fee first, and remembers the rest as debt. */
export function overdraw(
  chain: Execution,
  contract: Contract,
  twin: Twin,
  payment: PaymentState,
  due: Due,
): PaymentState {
  const available = usableBalance(chain, twin.account_id);
  const cycle = due.standard + due.additional;
  const standardDebt = payment.standard_overdraft + due.standard;
  const additionalDebt = payment.additional_overdraft + due.additional;
  const toAdditional = available < additionalDebt ? available : additionalDebt;
  const toStandard = available - toAdditional;
  reserve(chain, twin.account_id, available);
  chain.emit(pallet, 'ContractPaymentOverdrawn', {
    contract_id: contract.contract_id,
    timestamp: chain.nowSeconds,
    partially_billed_amount: available,
    overdraft: cycle > available ? cycle - available : 0n,
  });
  return {
    ...payment,
    standard_reserve: payment.standard_reserve + toStandard,
    additional_reserve: payment.additional_reserve + toAdditional,
    standard_overdraft: standardDebt - toStandard,
    additional_overdraft: additionalDebt - toAdditional,
  };
}
