/** Loaded into a gateway before its own code: answers over the channel how much memory is in use after a full collection. */
const { gc } = globalThis;

process.on('message', (message) => {
  if (typeof message !== 'object' || message === null || !('memory' in message)) return;
  // twice: what the first one finalises is free only in the second
  gc?.();
  gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ rss, heapUsed, external });
});
// a gateway that has nothing more to do ends; and so does one whose bench is gone
process.channel?.unref();
process.on('disconnect', () => process.exit());
