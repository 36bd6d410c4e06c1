/** A legal text: paragraphs are parted by an empty line, single line breaks are kept. */
export function LegalParagraphs({ text }: { text: string }) {
  return (
    <div className="grid max-w-prose gap-3">
      {text.split(/\n{2,}/).map((paragraph, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text of a version never changes
        <p key={at} className="whitespace-pre-line break-words text-text-2">
          {paragraph}
        </p>
      ))}
    </div>
  );
}
