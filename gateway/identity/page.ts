import { createHash } from 'node:crypto';

/** A button that posts; `value` is sent as `name`. */
export type PageButton = { name: string; value: string; text: string; summary: string };

export type Page = {
  title: string;
  paragraphs: readonly string[];
  links?: readonly { to: string; text: string }[];
  /** Shown as a list of buttons that post to `action`. */
  form?: { action: string; buttons: readonly PageButton[] };
};

/** The portal's colours, in both schemes. */
const style = `
:root { color-scheme: light dark; --text: light-dark(#000, #c9c9c9); --dim: light-dark(#495057, #b8b8b8); --page: light-dark(#f8f9fa, #1f1f1f);
  --card: light-dark(#fff, #242424); --line: light-dark(#dee2e6, #424242); --accent: light-dark(#4263eb, #748ffc); --hover: light-dark(#edf2ff, #2e2e2e); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--page); color: var(--text);
  font: 1rem/1.55 Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
main { width: min(30rem, 100%); padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; font-weight: 650; line-height: 1.3; }
p { margin: 0 0 1rem; color: var(--dim); overflow-wrap: anywhere; }
main > :last-child { margin-bottom: 0; }
form { display: grid; gap: .75rem; margin-top: 1.5rem; }
button { display: block; width: 100%; padding: .75rem 1rem; text-align: left; font: inherit; color: inherit; background: none;
  border: 1px solid var(--line); border-radius: .5rem; cursor: pointer; }
button strong { display: block; color: var(--accent); }
button span { color: var(--dim); font-size: .875rem; }
button:hover { background: var(--hover); border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** What a page of the gateway is sent with. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // with no-referrer a browser would not say either that a form comes from here
  'referrer-policy': 'same-origin',
};

/** A small page of the gateway itself, without scripts. To be sent with {@link pageHeaders}. */
export function renderPage({ title, paragraphs, links = [], form }: Page): string {
  const parts = [
    ...paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`),
    ...links.map(({ to, text }) => `<p><a href="${escapeHtml(to)}">${escapeHtml(text)}</a></p>`),
    form ? `<form method="post" action="${escapeHtml(form.action)}">\n${form.buttons.map(renderButton).join('\n')}\n</form>` : '',
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Enterprise Integration Lab</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${parts.filter(Boolean).join('\n')}
</main>
</body>
</html>
`;
}

function renderButton({ name, value, text, summary }: PageButton): string {
  const inside = `<strong>${escapeHtml(text)}</strong> <span>${escapeHtml(summary)}</span>`;
  return `<button type="submit" name="${escapeHtml(name)}" value="${escapeHtml(value)}">${inside}</button>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
