import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// how long a machine that is busy with other things may take; not a measure of speed
configure({ asyncUtilTimeout: 10_000 });

// what browsers have and jsdom lacks, as far as Mantine asks for it
vi.stubGlobal('matchMedia', (query: string) => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: () => {},
  removeEventListener: () => {},
  dispatchEvent: () => false,
}));
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
// a screen high enough for some rows: lists draw no more than what is seen
Object.defineProperty(Element.prototype, 'clientHeight', { configurable: true, get: () => 600 });
Element.prototype.scrollIntoView = () => {};
window.scrollTo = () => {};
Object.defineProperty(document, 'fonts', { value: { addEventListener: () => {}, removeEventListener: () => {} }, configurable: true });

afterEach(() => {
  cleanup();
  // a form that was on the screen has just written down what was typed
  sessionStorage.clear();
});
