/**
 * Says of GraphiQL's tabs what they are. It makes each a tab with buttons inside, which assistive technology takes for one thing that
 * does one thing: whoever listens would reach neither the tab nor the button that closes it. They are a list of buttons, which can be
 * pressed when the editors are there: it forgets what to show when a tab is changed before.
 */
export function mendTabs(root: Element): void {
  const mend = () => {
    const editors = [...root.querySelectorAll('.graphiql-editor, .result-window')];
    const isReady = editors.length > 0 && editors.every((editor) => editor.querySelector('.monaco-editor'));
    for (const list of root.querySelectorAll<HTMLElement>('.graphiql-tabs')) {
      list.removeAttribute('role');
      list.inert = !isReady;
    }
    for (const tab of root.querySelectorAll('.graphiql-tab')) {
      tab.removeAttribute('role');
      tab.removeAttribute('aria-selected');
      tab.querySelector('.graphiql-tab-button')?.setAttribute('aria-current', String(tab.classList.contains('graphiql-tab-active')));
    }
  };
  new MutationObserver(mend).observe(root, { subtree: true, childList: true, attributeFilter: ['role', 'aria-selected', 'class'] });
}
