import { bodySchema, type Entry, schemaText } from './openapi.ts';

/** One operation: closed a line, open its input and every answer. */
export function OperationEntry({ entry }: { entry: Entry }) {
  const { method, path, summary, description, parameters = [], requestBody, responses } = entry;
  const body = requestBody && bodySchema(requestBody);
  return (
    <details id={entry.operationId} className="border-t border-line first:border-t-0">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-hover focus-visible:outline-offset-[-2px]">
        <code className="min-w-0 font-mono text-mono break-all">
          <span className="font-semibold">{method}</span> {path}
        </code>
        <span className="text-text-2">{summary}</span>
        <span className="ms-auto text-small text-text-3">{accessWords(entry['x-access'])}</span>
      </summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 pb-4">
        {description && <p className="max-w-prose text-text-2">{description}</p>}
        {parameters.length > 0 && (
          <Part title="Parameters">
            <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
              {parameters.map((parameter) => (
                <li key={`${parameter.in} ${parameter.name}`} className="text-small">
                  <code className="font-mono text-mono">{parameter.name}</code>
                  <span className="text-text-2">{` ${parameter.in}${parameter.required ? '' : ', optional'}: ${schemaText(parameter.schema)}`}</span>
                  {parameter.description && <span className="text-text-2">. {parameter.description}</span>}
                </li>
              ))}
            </ul>
          </Part>
        )}
        {body && (
          <Part title="Body">
            <Code>{schemaText(body)}</Code>
          </Part>
        )}
        <Part title="Answers">
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
            {Object.entries(responses).map(([status, response]) => {
              const schema = bodySchema(response);
              return (
                <li key={status} className="text-small">
                  <span className="figures font-medium">{status}</span>
                  <span className="text-text-2">{` ${response.description}`}</span>
                  {schema && Number(status) < 300 && <Code>{schemaText(schema)}</Code>}
                </li>
              );
            })}
          </ul>
        </Part>
      </div>
    </details>
  );
}

export function Code({ children }: { children: string }) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keyboard, too
      tabIndex={0}
      className="mt-1 overflow-x-auto rounded-control bg-sunken p-3 font-mono text-mono"
    >
      {children}
    </pre>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div>
      <h3 className="mb-1 text-small font-medium text-text-2">{title}</h3>
      {children}
    </div>
  );
}

function accessWords(access: string): string {
  if (access === 'public') return 'anybody';
  return access === 'signed-in' ? 'signed in' : access.replaceAll('-', ' ');
}
