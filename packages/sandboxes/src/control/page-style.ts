/**
 * The one style sheet of all sandbox pages: sign-in, mail, control. Hairlines instead of shadows, one accent, system
 * fonts, light and dark by the system's choice. Contrast of text on its ground is at least 4.5 in both.
 */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --canvas: #f8f9fb; --surface: #fff; --sunken: #eef0f4; --line: #e0e3e8; --control: #80858f;
  --text: #151922; --text-2: #454a56; --text-3: #5f656f;
  --accent: #2f5bd3; --accent-hover: #244dc3; --on-accent: #fff; --link: #365ec7; --mark: #2f5bd2; --tint: #ecf2fe;
  --bad: #ac262a; --bad-tint: #feedec; --ok: #006a3a; --ok-tint: #e5f7ea; --warn: #805002; --warn-tint: #fef1e3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #0e1115; --surface: #15181d; --sunken: #090b0f; --line: #2b2f37; --control: #6e737e;
    --text: #edeef2; --text-2: #babec5; --text-3: #959aa3; --link: #7ca2f6; --mark: #4777f0; --tint: #1a263f;
    --bad: #f99e97; --bad-tint: #3a1d1b; --ok: #7ad59c; --ok-tint: #122d1d; --warn: #f9b96c; --warn-tint: #34220b;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--canvas); color: var(--text); overflow-wrap: anywhere;
  font: 14px/20px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
h1 { font-size: 20px; line-height: 28px; font-weight: 600; letter-spacing: -0.012em; margin: 0; }
h2 { font-size: 15px; line-height: 22px; font-weight: 600; margin: 0; }
p { margin: 0; }
.quiet { color: var(--text-2); }
.small { font-size: 13px; line-height: 18px; }
.mono { font: 12.5px/20px ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.number { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
.ribbon { padding: 6px 16px; background: var(--warn-tint); color: var(--warn); text-align: center; font-size: 13px; line-height: 18px; }
.narrow { max-width: 400px; margin: 0 auto; padding: 32px 16px 48px; display: grid; gap: 16px; }
.wide { max-width: 1080px; margin: 0 auto; padding: 24px 24px 64px; display: grid; gap: 16px; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 16px; display: grid; gap: 16px; min-width: 0; align-content: start; }
.stack { display: grid; gap: 4px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.apart { justify-content: space-between; }
.columns { display: grid; gap: 16px; grid-template-columns: repeat(2, minmax(0, 1fr)); align-items: start; }
form { display: grid; gap: 16px; margin: 0; }
form.row { display: flex; align-items: flex-end; }
.row.low { align-items: flex-end; column-gap: 24px; }
label { display: block; font-size: 13px; line-height: 18px; font-weight: 500; color: var(--text-2); }
.field { display: grid; gap: 4px; min-width: 0; }
.field.grow { flex: 1 1 160px; }
.row > .field { align-self: end; }
input, select {
  width: 100%; height: 36px; padding: 0 10px; border: 1px solid var(--control); border-radius: 6px;
  background: var(--surface); color: var(--text); font: inherit;
}
textarea {
  width: 100%; padding: 8px 10px; border: 1px solid var(--control); border-radius: 6px; resize: vertical;
  background: var(--surface); color: var(--text); font: 12.5px/20px ui-monospace, "SF Mono", Menlo, Consolas, monospace;
}
input[aria-invalid="true"] { border-color: var(--bad); }
.help { font-size: 13px; line-height: 18px; color: var(--text-3); }
.wrong { font-size: 13px; line-height: 18px; color: var(--bad); }
.note { padding: 10px 12px; border-radius: 6px; background: var(--tint); }
.note.bad { background: var(--bad-tint); color: var(--bad); }
.note.ok { background: var(--ok-tint); color: var(--ok); }
button, .button {
  display: inline-flex; align-items: center; justify-content: center; height: 36px; padding: 0 14px; border-radius: 6px;
  border: 1px solid var(--control); background: var(--surface); color: var(--text); font: inherit; font-weight: 500;
  cursor: pointer; text-decoration: none; white-space: nowrap;
}
button:hover { border-color: var(--text-3); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.primary:hover { background: var(--accent-hover); }
button.small { height: 28px; padding: 0 10px; font-size: 13px; }
button.full { width: 100%; }
button[disabled] { color: var(--text-3); background: var(--sunken); border-color: var(--line); cursor: default; }
.pick { display: grid; gap: 0; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; background: var(--surface); }
.pick button {
  display: flex; justify-content: space-between; gap: 12px; width: 100%; height: auto; min-height: 44px; padding: 6px 12px;
  border: 0; border-radius: 0; background: none; text-align: left; font-weight: 400; white-space: normal;
}
.pick form + form, .pick button + button { border-top: 1px solid var(--line); }
.pick button:hover { background: var(--canvas); }
.pick :focus-visible { outline-offset: -2px; }
.pick strong { font-weight: 500; white-space: nowrap; }
.pick span { text-align: right; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
td { overflow-wrap: normal; }
.shortened { max-width: 24ch; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
th { text-align: left; font-size: 12px; line-height: 16px; font-weight: 500; color: var(--text-3); padding: 8px 12px 8px 0; }
th.number { text-align: right; }
td { padding: 9px 12px 9px 0; border-top: 1px solid var(--line); vertical-align: top; }
td:last-child, th:last-child { padding-right: 0; }
.acts { width: 1%; white-space: nowrap; }
.acts .row { flex-wrap: nowrap; }
.figure { font-size: 24px; line-height: 32px; font-weight: 600; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.letter { white-space: pre-wrap; line-height: 22px; }
hr { border: 0; border-top: 1px solid var(--line); margin: 0; width: 100%; }
@media (max-width: 767px) {
  .wide { padding: 16px 16px 48px; }
  .shortened { max-width: 14ch; }
  .columns { grid-template-columns: minmax(0, 1fr); }
  .acting thead { display: none; }
  .acting tr { display: grid; grid-template-columns: minmax(0, 1fr) auto auto; border-top: 1px solid var(--line); padding: 9px 0; }
  .acting td { border: 0; padding: 0 12px 0 0; }
  .acting td:nth-last-child(2) { padding-right: 0; }
  .acting .acts { grid-column: 1 / -1; width: auto; }
  .acting .acts .row:not(:empty) { padding-top: 8px; flex-wrap: wrap; }
  input, select { font-size: 16px; height: 44px; }
  textarea { font-size: 16px; }
  button, .button { min-height: 44px; }
}
`;
