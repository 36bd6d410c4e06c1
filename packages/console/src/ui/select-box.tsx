import ChevronDown from 'lucide-react/icons/chevron-down';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue, Text } from 'react-aria-components';
import { cx } from './cx.ts';
import type { Option } from './option.ts';

export interface SelectProps {
  label: string;
  /** The label is for screen readers only. */
  hideLabel?: boolean;
  options: readonly Option[];
  value: string;
  onChange: (id: string) => void;
  help?: string;
  className?: string;
}

/** The field and its list, with the keyboard of a listbox. */
export function SelectBox({ label, hideLabel, options, value, onChange, help, className }: SelectProps) {
  return (
    <Select
      value={value}
      onChange={(key) => onChange(String(key))}
      className={cx('min-w-0', className)}
      aria-label={hideLabel ? label : undefined}
    >
      {!hideLabel && <Label className="mb-1 block text-small font-medium text-text-2">{label}</Label>}
      <Button className="flex min-h-9 w-full items-center justify-between gap-2 rounded-control border border-control bg-surface px-3 text-start hover:bg-hover pointer-coarse:min-h-11">
        <SelectValue className="truncate [&_[data-aside]]:hidden" />
        <ChevronDown className="size-4 shrink-0 text-text-3" strokeWidth={1.75} aria-hidden="true" />
      </Button>
      {help && (
        <Text slot="description" className="mt-1 block text-small text-text-3">
          {help}
        </Text>
      )}
      <Popover className="appear min-w-(--trigger-width) rounded-card border border-line bg-raised shadow-raised">
        <ListBox items={options} className="max-h-80 overflow-y-auto p-1 outline-none">
          {(option) => (
            <ListBoxItem
              textValue={option.name}
              className="flex min-h-8 cursor-pointer items-center justify-between gap-6 rounded-badge px-2.5 focus:bg-hover selected:font-medium pointer-coarse:min-h-11"
            >
              {option.name}
              {option.aside && (
                <span data-aside className="figures text-small font-normal text-text-3">
                  {option.aside}
                </span>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
