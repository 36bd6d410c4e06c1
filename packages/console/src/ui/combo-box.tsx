import ChevronDown from 'lucide-react/icons/chevron-down';
import { ComboBox as AriaComboBox, Button, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { cx } from './cx.ts';
import type { Option } from './option.ts';

export interface ComboProps {
  label: string;
  options: readonly Option[];
  value: string | null;
  onChange: (id: string | null) => void;
  hint?: string;
  className?: string;
}

/** The field and the list that narrows while one types. */
export function ComboBox({ label, options, value, onChange, hint, className }: ComboProps) {
  return (
    <AriaComboBox
      className={cx('min-w-0', className)}
      defaultItems={options}
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      menuTrigger="focus"
    >
      <Label className="mb-1 block text-small font-medium text-text-2">{label}</Label>
      <div className="flex items-center rounded-control border border-control bg-surface focus-within:outline-2 focus-within:outline-offset-[-1px] focus-within:outline-accent-mark [&_:focus-visible]:outline-none">
        <Input
          placeholder={hint}
          className="min-h-[34px] w-full min-w-0 bg-transparent px-3 pointer-coarse:min-h-11 pointer-coarse:text-field"
        />
        <Button className="flex size-8 shrink-0 items-center justify-center text-text-3">
          <ChevronDown className="size-4" strokeWidth={1.75} aria-hidden="true" />
        </Button>
      </div>
      <Popover className="appear w-(--trigger-width) rounded-card border border-line bg-raised shadow-raised">
        <ListBox className="max-h-80 overflow-y-auto p-1 outline-none">
          {(option: Option) => (
            <ListBoxItem
              textValue={option.name}
              className="flex min-h-8 cursor-pointer items-center justify-between gap-6 rounded-badge px-2.5 focus:bg-hover selected:font-medium pointer-coarse:min-h-11"
            >
              {option.name}
              {option.aside && <span className="figures text-small font-normal text-text-3">{option.aside}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
