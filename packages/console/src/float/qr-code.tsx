import qrcode from 'qrcode-generator';
import { useMemo } from 'react';

/** Quiet modules around the code; scanners ask for four. */
const QUIET = 4;

/** A code for a phone's camera: dark on white in both themes, since many scanners read nothing else. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => modulesOf(text), [text]);
  const side = size + 2 * QUIET;
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} className="size-44 rounded-control bg-[#fff]">
      <path d={path} fill="#000" />
    </svg>
  );
}

function modulesOf(text: string): { size: number; path: string } {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const squares: string[] = [];
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      if (code.isDark(row, column)) squares.push(`M${column + QUIET} ${row + QUIET}h1v1h-1z`);
  return { size, path: squares.join('') };
}
