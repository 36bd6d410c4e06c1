import type { InputHTMLAttributes, ReactNode, Ref, TextareaHTMLAttributes } from 'react';
import { useId } from 'react';
import { cx } from './cx.ts';
import { StatusMark } from './status-mark.tsx';

interface FieldLook {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
}

export interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement>, FieldLook {
  ref?: Ref<HTMLInputElement>;
  prefix?: string;
  suffix?: string;
  mono?: boolean;
}

export function TextField({ label, help, error, optional, prefix, suffix, mono, className, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} help={help} error={error} optional={optional} className={className}>
      <div className={cx(boxClass(error), 'flex items-center')}>
        {prefix && <span className="ps-3 text-text-3">{prefix}</span>}
        <input
          {...rest}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={help || error ? `${id}-note` : undefined}
          className={cx(
            'min-h-[34px] w-full min-w-0 rounded-control bg-transparent px-3 text-body pointer-coarse:min-h-11 pointer-coarse:text-field',
            prefix && 'ps-1.5',
            mono && 'font-mono text-mono',
          )}
        />
        {suffix && <span className="whitespace-nowrap pe-3 text-text-3">{suffix}</span>}
      </div>
    </FieldFrame>
  );
}

export interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement>, FieldLook {
  ref?: Ref<HTMLTextAreaElement>;
  /** Sentences instead of keys and ids. */
  prose?: boolean;
}

export function TextArea({ label, help, error, optional, prose, className, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} help={help} error={error} optional={optional} className={className}>
      <textarea
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={help || error ? `${id}-note` : undefined}
        className={cx(
          boxClass(error),
          'block w-full px-3 py-2',
          prose ? 'text-body pointer-coarse:text-field' : 'font-mono text-mono',
        )}
      />
    </FieldFrame>
  );
}

interface FieldFrameProps extends FieldLook {
  id: string;
  className?: string | undefined;
  children: ReactNode;
}

export function FieldFrame({ id, label, help, error, optional, className, children }: FieldFrameProps) {
  return (
    <div className={cx('min-w-0', className)}>
      <label htmlFor={id} className="mb-1 block text-small font-medium text-text-2">
        {label}
        {optional && <span className="font-normal text-text-3"> (optional)</span>}
      </label>
      {children}
      <FieldNote id={`${id}-note`} help={help} error={error} />
    </div>
  );
}

/** The error stands in the help's place, so that nothing below it moves. */
export function FieldNote({ id, help, error }: { id: string; help?: ReactNode; error?: string | undefined }) {
  if (error) {
    return (
      <p id={id} role="alert" className="mt-1 flex items-start gap-1.5 text-small text-bad">
        <span className="flex h-[18px] items-center">
          <StatusMark family="bad" shape="octagon" />
        </span>
        {error}
      </p>
    );
  }
  return help ? (
    <div id={id} className="mt-1 text-small text-text-3">
      {help}
    </div>
  ) : null;
}

export const boxClass = (error?: string) =>
  cx(
    'rounded-control border bg-surface focus-within:outline-2 focus-within:outline-offset-[-1px] focus-within:outline-accent-mark [&_:focus-visible]:outline-none',
    error ? 'border-bad-mark' : 'border-control',
  );
