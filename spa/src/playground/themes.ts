/** What the editors are drawn in, by the theme of the page. */
export const editorTheme = { dark: 'lab-dark', light: 'lab-light' } as const;

/** The usual colours of a code editor over the background of the page, and others where the usual ones are too faint to read on it. */
async function defineThemes(): Promise<void> {
  const { editor } = await import('monaco-graphql/esm/monaco-editor.js');
  const overThePage = { 'editor.background': '#ffffff00', 'scrollbar.shadow': '#ffffff00' };
  editor.defineTheme(editorTheme.dark, {
    base: 'vs-dark',
    inherit: true,
    colors: {
      ...overThePage,
      'editorLineNumber.foreground': '#b6bcc6',
      'editorLineNumber.dimmedForeground': '#b6bcc6',
      'editorWidget.background': '#212a3b',
    },
    rules: [
      { token: 'comment', foreground: '#8fbf7a' },
      { token: 'argument.identifier.gql', foreground: '#a8a4ff' },
    ],
  });
  editor.defineTheme(editorTheme.light, {
    base: 'vs',
    inherit: true,
    colors: { ...overThePage, 'editorLineNumber.foreground': '#52575f', 'editorLineNumber.dimmedForeground': '#52575f' },
    rules: [
      { token: 'comment', foreground: '#00700a' },
      { token: 'number', foreground: '#066b46' },
      { token: 'argument.identifier.gql', foreground: '#5a56c0' },
    ],
  });
}

// before the editors ask for them: their own code waits for the same module, and later
void defineThemes();
