/** What a file says about itself. */
export type Facts = { width?: number; height?: number };

/**
 * Looks at a file while it passes. Both functions throw StructureFault as soon as the content is not what it should be, and hold no
 * more than a few chunks.
 */
export type Inspector = {
  write(chunk: Buffer): void | Promise<void>;
  end(): Promise<Facts>;
  /** Gives up what it holds; also after it has thrown. */
  destroy(): void;
};
