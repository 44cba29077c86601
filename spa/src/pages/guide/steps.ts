import type { StepName } from '../../walk.ts';
import { type Layer, layers } from '../../words/layers.ts';

type Step = {
  title: string;
  /** What there is to see, in the order in which to look. */
  texts: readonly string[];
  /** Whose records are on the screen. */
  layers: readonly Layer[];
  /** Id of what is to be seen, where it lies further down a page. */
  shows?: string;
};

/** What is said at each step. What each schema owns stands with the layers, so that it is said the same way everywhere. */
export const steps: Record<StepName, Step> = {
  sample: {
    title: 'Submit a sample',
    texts: [
      'This makes one real request in this lab. Customer, agreement, type and team are controlled values: they come from the reference schema, and a request may use no others.',
    ],
    layers: [layers.intake, layers.documents],
  },
  receipt: {
    title: 'Watch it arrive',
    texts: [
      'Accepting it wrote three records in one transaction: the submission as it was sent, our own record with a reference, and an event. The worker takes it from there. The receipt on this page follows by itself.',
    ],
    layers: [layers.source],
  },
  events: {
    title: 'See what happened, and when',
    texts: [
      'This is the page of the request. Every step of it is an event or an attempt to apply one: what failed would be seen here, with its cause and its next attempt.',
    ],
    layers: [layers.integration],
    shows: 'request-views',
  },
  lineage: {
    title: 'See what became of what',
    texts: [
      'The request was opened as a case, and both are represented by one business object. Each connection names the event that made it, so nobody has to guess.',
    ],
    layers: [layers.canonical],
    shows: 'request-views',
  },
  case: {
    title: 'Move the case',
    texts: ['People work on the case. Each step is kept with its reason, and travels to the business object as an event of its own.'],
    layers: [layers.operational],
    shows: 'request-case',
  },
  end: {
    title: 'That is the whole road',
    texts: [
      'Sent, recorded, applied, worked on, and understood by everybody, with a trace of each step. On this page all requests together are counted: the dashboard schema keeps those figures, so that they stay cheap.',
    ],
    layers: [],
  },
};
