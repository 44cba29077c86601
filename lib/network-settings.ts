import { isIP } from 'node:net';
import { z } from 'zod';

function readList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A network is an address with a length, for example `10.0.0.0/8`. */
function isNetwork(text: string): boolean {
  const [address = '', length, ...more] = text.split('/');
  const bits = isIP(address) === 4 ? 32 : 128;
  return isIP(address) !== 0 && more.length === 0 && (length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bits));
}

/** Who stands in front of the gateway: a number of hops, or addresses and networks. */
export const proxies = z.string().transform((text, context): number | string[] => {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  const networks = readList(text);
  const faulty = networks.find((network) => !isNetwork(network));
  if (faulty === undefined) return networks;
  context.addIssue({ code: 'custom', message: `"${faulty}" is neither an address nor a network; a number of proxies is from 1 to 99` });
  return z.NEVER;
});

/** Schemes and hosts of pages, as browsers write them. */
export const origins = z.string().transform((text, context): string[] => {
  const list = readList(text);
  const faulty = list.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin || !/^https?:/.test(origin));
  if (faulty === undefined) return list;
  context.addIssue({ code: 'custom', message: `"${faulty}" is no origin, such as https://portal.example.org` });
  return z.NEVER;
});
