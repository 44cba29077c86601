/**
 * Says of GraphiQL's tabs what they are. It makes each a tab with buttons inside, which assistive technology takes for one thing that
 * does one thing: whoever listens would reach neither the tab nor the button that closes it. They are a list of buttons.
 */
export function mendTabs(root: Element): void {
  const mend = () => {
    for (const list of root.querySelectorAll('.graphiql-tabs')) list.removeAttribute('role');
    for (const tab of root.querySelectorAll('.graphiql-tab')) {
      tab.removeAttribute('role');
      tab.removeAttribute('aria-selected');
      tab.querySelector('.graphiql-tab-button')?.setAttribute('aria-current', String(tab.classList.contains('graphiql-tab-active')));
    }
  };
  new MutationObserver(mend).observe(root, { subtree: true, childList: true, attributeFilter: ['role', 'aria-selected', 'class'] });
}
