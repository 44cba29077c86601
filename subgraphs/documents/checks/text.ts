import type { Inspector } from './inspector.ts';
import { StructureFault } from './structure-reader.ts';

/** A text is UTF-8 throughout, with or without a byte order mark, and has no NUL. */
export function inspectText(): Inspector {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let seen = 0;
  const decode = (chunk?: Buffer): void => {
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new StructureFault(
        `it is not UTF-8, somewhere between byte ${Math.max(seen - 3, 0)} and ${seen + (chunk?.length ?? 0)}; save it as UTF-8`,
      );
    }
  };
  return {
    write: (chunk) => {
      decode(chunk);
      const nul = chunk.indexOf(0);
      if (nul !== -1) throw new StructureFault(`it has a NUL at byte ${seen + nul}, which no text has`);
      seen += chunk.length;
    },
    end: async () => {
      decode();
      return {};
    },
    destroy: () => {},
  };
}
