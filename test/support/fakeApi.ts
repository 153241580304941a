import type { IDataObject, IHttpRequestOptions, INodeType } from 'n8n-workflow';

import type { FoundHook, Registration } from '../../nodes/shared/register/hooks';
import { hookResource } from '../../nodes/shared/register/resource';
import { webhookMethods } from '../../nodes/shared/register/webhookMethods';
import { StateStore } from '../../nodes/shared/state/store';
import type { VendorApi } from '../../nodes/shared/vendorApi/vendorApi';
import type { InventedHook } from './fakeVendor';
import { inventedCredential, inventedSender, inventedTrigger } from './inventedTrigger';
import { type Database, TriggerHost } from './triggerHost';
import { VirtualTime } from './virtualTime';

/** What a vendor can make of a call. */
export const MISBEHAVIOURS = {
	'500': { status: 500 },
	'500 after acting': { status: 500, acts: true },
	'503': { status: 503 },
	'429': { status: 429 },
	'429, Retry-After 2': { status: 429, headers: { 'retry-after': '2' } },
	'429, Retry-After 10': { status: 429, headers: { 'retry-after': '10' } },
	'429, Retry-After 120': { status: 429, headers: { 'retry-after': '120' } },
	'400': { status: 400 },
	'401': { status: 401 },
	'403': { status: 403 },
	'404': { status: 404 },
	'404 with HTML': { status: 404, body: '<h1>Not here</h1>' },
	'200 with HTML': { status: 200, body: '<h1>Welcome</h1>' },
	'200 with HTML after acting': { status: 200, body: '<h1>Welcome</h1>', acts: true },
	'200 without an id': { status: 200, body: '{"ok":true}' },
	'a redirect': { status: 307, headers: { location: 'https://elsewhere.example/' } },
	'no answer': { hangs: true },
	'no answer after acting': { hangs: true, acts: true },
	'a refused connection': { code: 'ECONNREFUSED' },
	'a dropped connection': { code: 'ECONNRESET' },
	'a dropped connection after acting': { code: 'ECONNRESET', acts: true },
} as const satisfies Record<string, Fault>;

export type Misbehaviour = keyof typeof MISBEHAVIOURS;

interface Fault {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/** The error code of a connection without an answer. */
	readonly code?: string;
	readonly hangs?: boolean;
	/** Whether the call is done all the same. */
	readonly acts?: boolean;
}

/** What becomes of a call; undefined for what it should. `nth` counts all calls from 1. */
export type Script = (call: string, nth: number) => Misbehaviour | undefined;

export const BASE_URL = 'https://vendor.example/v1';

/** The API of an invented vendor, without a network, which a test can look into and make misbehave. */
export class FakeApi {
	/** What it has, by id. */
	readonly hooks = new Map<string, { readonly url: string; config: string }>();

	/** Every call so far, as `POST a`, `GET /hooks`, `DELETE h1`. */
	readonly calls: string[] = [];

	/** Whether the calls that were given up never come to their end. */
	script: Script = () => undefined;

	/** How long each answer takes, ms. */
	delayMs = 0;

	/** Hooks of another account are not seen with another token. */
	account = '';

	/** The most calls that were under way at once. */
	mostAtOnce = 0;

	private open = 0;

	private made = 0;

	private readonly accounts = new Map<string, string>();

	/** Hooks whose creation was answered with something else than their id. */
	readonly untold = new Set<string>();

	/** How often it was said of a hook that is there that it is not. */
	readonly denied = new Map<string, number>();

	constructor(private readonly time: VirtualTime) {}

	/** In the place of n8n's HTTP client. */
	readonly request = async (options: IHttpRequestOptions): Promise<unknown> => {
		this.mostAtOnce = Math.max(this.mostAtOnce, ++this.open);
		try {
			return await this.answer(options);
		} finally {
			this.open--;
		}
	};

	private async answer(options: IHttpRequestOptions): Promise<unknown> {
		const name = nameOf(options);
		this.calls.push(name);
		const misbehaviour = this.script(name, this.calls.length);
		const fault: Fault | undefined = misbehaviour && MISBEHAVIOURS[misbehaviour];
		await this.time.sleep(Math.min(this.delayMs, options.timeout ?? Infinity));
		if (this.delayMs >= (options.timeout ?? Infinity)) throw codeError('ECONNABORTED');
		// Whoever answers a deletion with 200 and JSON has done it.
		const isDeletion = options.method === 'DELETE' && misbehaviour === '200 without an id';
		const own = !fault || fault.acts || isDeletion ? this.act(options) : undefined;
		if (fault) this.note(options, fault);
		if (!fault && own) return { headers: {}, ...own };
		if (fault?.hangs) {
			await this.time.sleep(options.timeout ?? 0);
			throw codeError('ECONNABORTED');
		}
		if (fault?.code) throw codeError(fault.code);
		const body = fault?.body ?? '{"error":"Out of order"}';
		return { statusCode: fault?.status, headers: fault?.headers ?? {}, body };
	}

	private act({ method, url, body }: IHttpRequestOptions): { statusCode: number; body: string } {
		const id = url.slice(`${BASE_URL}/hooks/`.length);
		if (method === 'GET') {
			const list = [...this.hooks].map(([key, hook]) => ({ id: key, ...hook }));
			return json(200, { hooks: list.filter((hook) => this.sees(hook.id)) });
		}
		if (method === 'POST') {
			const made = `h${++this.made}`;
			const { url: called, config } = body as { url: string; config: string };
			this.hooks.set(made, { url: called, config });
			this.accounts.set(made, this.account);
			return json(201, { id: made });
		}
		if (!this.sees(id) || !this.hooks.delete(id)) return json(404, { error: 'No such hook' });
		return { statusCode: 204, body: '' };
	}

	private note({ method, url }: IHttpRequestOptions, fault: Fault): void {
		if (method === 'POST' && fault.acts) this.untold.add(`h${this.made}`);
		const id = url.slice(`${BASE_URL}/hooks/`.length);
		if (method !== 'DELETE' || fault.status !== 404 || fault.body !== undefined) return;
		if (this.hooks.has(id)) this.denied.set(id, (this.denied.get(id) ?? 0) + 1);
	}

	private sees(id: string): boolean {
		return this.accounts.get(id) === this.account;
	}
}

function nameOf({ method, url, body }: IHttpRequestOptions): string {
	if (method === 'POST') return `POST ${(body as { config: string }).config}`;
	return `${method} ${url.slice(BASE_URL.length).replace('/hooks/', '')}`;
}

function json(statusCode: number, body: object): { statusCode: number; body: string } {
	return { statusCode, body: JSON.stringify(body) };
}

function codeError(code: string): Error {
	return Object.assign(new Error(code), { code });
}

/** What of the invented vendor's API there is. */
export interface Offer {
	/** Whether hooks can be listed. Default true. */
	readonly lists?: boolean;
	/** Whether the list shows what was asked for. Default true. */
	readonly shows?: boolean;
	/** How many calls it takes at once. Default: any number. */
	readonly atOnce?: number;
}

/** An n8n with a trigger of the invented vendor, in a time of its own. */
export class InventedPair {
	/** What the trigger's fields say. */
	configs = ['a'];

	token = 'the API token';

	private constructor(
		readonly time: VirtualTime,
		readonly api: FakeApi,
		readonly host: TriggerHost,
		private readonly newProcess: (pair: InventedPair) => INodeType,
	) {}

	static async start(
		{ lists = true, shows = true, atOnce }: Offer = {},
		more: { database?: Database; instanceId?: string } = {},
	): Promise<InventedPair> {
		const time = new VirtualTime();
		const api = new FakeApi(time);
		const credential = inventedCredential({ baseUrl: BASE_URL });
		const newProcess = (pair: InventedPair): INodeType => ({
			...inventedTrigger(inventedSender()),
			webhookMethods: webhookMethods(
				registrationOf(pair, { lists, shows, atOnce }),
				new StateStore(time.nowMs),
				{ ...time, budgetMs: 60_000 },
			),
		});
		const host = await TriggerHost.start({
			nodeType: inventedTrigger(inventedSender()),
			parameters: { options: {} },
			credentials: [{ ...credential, data: credential.data }],
			request: api.request,
			...more,
		});
		host.wait = time.sleep;
		const pair = new InventedPair(time, api, host, newProcess);
		Object.defineProperty(credential.data, 'token', { get: () => pair.token, enumerable: true });
		pair.restart();
		return pair;
	}

	/** n8n has started again, and knows what its database holds. */
	restart(): void {
		this.host.nodeType = this.newProcess(this);
	}

	/** What the vendor has for the trigger, in alphabetical order. */
	get registered(): string[] {
		return [...this.api.hooks.values()].map(({ config }) => config).sort();
	}

	/** The calls since the last look, without those that only look. */
	changes(): string[] {
		return this.api.calls.splice(0).filter((call) => !call.startsWith('GET'));
	}

	async close(): Promise<void> {
		await this.host.close();
	}
}

function registrationOf(
	pair: InventedPair,
	{ lists, shows, atOnce }: Offer,
): Registration<InventedHook> {
	const api: VendorApi = {
		name: 'Vendor',
		credentialType: 'inventedApi',
		...(atOnce !== undefined && { callsAtOnce: { limit: atOnce, tokenField: 'token' } }),
	};
	const hooks: Registration<InventedHook>['hooks'] = {
		api,
		token: { credential: 'inventedApi', field: 'token' },
		...(lists ? {} : { whereToFind: 'Look in Vendor under Hooks.' }),
		wanted: (_context, url) => pair.configs.map((config) => ({ key: config, url, config })),
		registry: (client) =>
			hookResource(client, {
				path: '/hooks',
				...(lists && { listKey: 'hooks' }),
				...(shows && { compare: compareConfig }),
				body: ({ url, config }) => ({ url, config }),
				purpose: ({ config }) => `create the hook for ${config}`,
			}),
	};
	return { hooks };
}

function compareConfig(hook: IDataObject): Pick<FoundHook<InventedHook>, 'drift'> {
	return {
		drift: ({ url, config }) => (hook.url === url && hook.config === config ? 'none' : 'replace'),
	};
}
