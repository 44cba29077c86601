import { request as send } from 'undici';

type Init = { method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'; headers?: Record<string, string>; body?: string };

/** What a browser does with cookies and redirects, and what it says about the page that it shows. */
export class Browser {
  readonly #jar = new Map<string, { name: string; value: string; path: string }>();
  /** The address shown. */
  url: string;
  readonly #headers: Record<string, string>;

  /** @param headers sent with everything; `host` makes it believe that the server has that name. */
  constructor(url: string, headers: Record<string, string> = {}) {
    this.url = url;
    this.#headers = headers;
  }

  /** One request, no redirect followed. */
  async request(
    to: string,
    { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ) {
    const url = new URL(to, this.url);
    const cookie = this.#cookiesFor(url.pathname);
    // fetch would not let a request say that it came to another name
    const answer = await send(url, {
      method,
      headers: { accept: 'text/html', ...this.#headers, ...(cookie ? { cookie } : {}), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const fields = Object.entries(answer.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    );
    const text = await answer.body.text();
    const response = new Response(answer.statusCode === 204 ? null : text, { status: answer.statusCode, headers: fields });
    for (const line of response.headers.getSetCookie()) this.#take(line);
    return response;
  }

  /** Opens an address, and goes where it is sent. */
  async open(to: string, init: Init = {}): Promise<{ status: number; text: string; headers: Headers }> {
    let response = await this.request(to, init);
    let at = new URL(to, this.url);
    for (let hops = 0; response.status >= 300 && response.status < 400; hops += 1) {
      if (hops > 12) throw new Error(`sent around in circles, last to ${at}`);
      at = new URL(response.headers.get('location') ?? '', at);
      response = await this.request(at.href);
    }
    this.url = at.href;
    return { status: response.status, text: await response.text(), headers: response.headers };
  }

  /** Presses the button on the page of the local provider that is open. */
  async choose(person: string): ReturnType<Browser['open']> {
    return await this.open(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: this.origin },
      body: new URLSearchParams({ person }).toString(),
    });
  }

  /** Signs in as one of the four. */
  async signIn(person: string, to = '/'): ReturnType<Browser['open']> {
    await this.open(`/sign-in?${new URLSearchParams({ to })}`);
    return await this.choose(person);
  }

  get origin(): string {
    return this.#headers.host ? `http://${this.#headers.host}` : new URL(this.url).origin;
  }

  get cookies(): { name: string; value: string }[] {
    return [...this.#jar.values()].map(({ name, value }) => ({ name, value }));
  }

  /** Another browser that came by the same cookies. */
  copy(): Browser {
    const copy = new Browser(this.url, this.#headers);
    for (const [key, cookie] of this.#jar) copy.#jar.set(key, cookie);
    return copy;
  }

  set(name: string, value: string, path = '/'): void {
    this.#jar.set(`${name};${path}`, { name, value, path });
  }

  #take(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const find = (key: string): string | undefined =>
      attributes.find((attribute) => attribute.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
    const expires = find('expires');
    const isGone = find('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now());
    const path = find('path') ?? '/';
    if (isGone) this.#jar.delete(`${name};${path}`);
    else this.set(name, pair.slice(pair.indexOf('=') + 1), path);
  }

  #cookiesFor(pathname: string): string {
    const fitting = [...this.#jar.values()].filter(({ path }) => path === '/' || pathname === path || pathname.startsWith(`${path}/`));
    return fitting.map(({ name, value }) => `${name}=${value}`).join('; ');
  }
}
