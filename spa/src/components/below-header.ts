/** For what is scrolled to: the header stays above it. */
export const belowHeader = { scrollMarginTop: 72 };
