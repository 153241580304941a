import type { ICredentialType } from 'n8n-workflow';

import { ConversationApi } from '../../../credentials/ConversationApi.credentials';
import { MissiveApi } from '../../../credentials/MissiveApi.credentials';
import { OpenWorkApi } from '../../../credentials/OpenWorkApi.credentials';
import { SupportAutoresponderApi } from '../../../credentials/SupportAutoresponderApi.credentials';
import { startConversation } from '../../simulators';
import { Recorder, runCredentialTest } from './support';

const SECRET = 'not-a-real-token';

interface Case {
	credential: ICredentialType;
	field: string;
	/** Default GET. */
	method?: string;
	path: string;
	success: number;
	refused: RegExp;
}

const cases: Array<[string, Case]> = [
	[
		'missiveApi',
		{
			credential: new MissiveApi(),
			field: 'token',
			path: '/organizations?limit=1',
			success: 200,
			refused: /Missive refused the API Token/,
		},
	],
	[
		'openWorkApi',
		{
			credential: new OpenWorkApi(),
			field: 'token',
			path: '/api/hooks/webhooks',
			success: 200,
			refused: /OpenWork refused the Token/,
		},
	],
	[
		'conversationApi',
		{
			credential: new ConversationApi(),
			field: 'apiKey',
			method: 'POST',
			path: '/conversations',
			success: 400,
			refused: /Conversation API refused the API Key/,
		},
	],
	[
		'supportAutoresponderApi',
		{
			credential: new SupportAutoresponderApi(),
			field: 'apiKey',
			path: '/api/tickets?limit=1',
			success: 200,
			refused: /Support Autoresponder refused the API Key/,
		},
	],
];

const FAILURES = [400, 403, 429, 500, 503];

let server: Recorder;

beforeEach(async () => {
	server = await Recorder.start();
});

afterEach(async () => await server.close());

describe.each(cases)('the test of %s', (_, spec) => {
	const { credential, field, method = 'GET', path, success, refused } = spec;
	const run = async (baseUrl: string) =>
		await runCredentialTest(credential, { baseUrl, [field]: SECRET });

	it.each(['', '/', '//'])(
		'asks the server with the token, base URL ending in "%s"',
		async (end) => {
			server.status = success;
			expect(await run(`${server.url}/base${end}`)).toMatchObject({ status: 'OK' });
			expect(server.received).toHaveLength(1);
			expect(server.received[0]).toMatchObject({
				method,
				url: `/base${path}`,
				headers: { authorization: `Bearer ${SECRET}` },
			});
		},
	);

	it('says that a refused token is to be replaced, without showing it', async () => {
		server.status = 401;
		const result = await run(server.url);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(refused);
		expect(result.message).not.toContain(SECRET);
	});

	it.each(FAILURES.filter((status) => status !== success))(
		'fails when the server answers %d',
		async (status) => {
			server.status = status;
			expect(await run(server.url)).toMatchObject({ status: 'Error' });
		},
	);

	it.each([301, 302, 303, 307, 308])('follows no redirect: %d', async (status) => {
		const elsewhere = await Recorder.start();
		try {
			elsewhere.status = success;
			server.status = status;
			server.location = `${elsewhere.url}/base${path}`;
			const { message } = await run(server.url);
			expect(message).toContain('sends us on to another address');
			expect(elsewhere.received).toEqual([]);
		} finally {
			await elsewhere.close();
		}
	});

	it('fails when nobody listens there', async () => {
		const { url } = server;
		await server.close();
		expect(await run(url)).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
	});
});

it.each([
	[new MissiveApi(), /no Missive API at the Base URL/],
	[new OpenWorkApi(), /without \/api at the end/],
	[new SupportAutoresponderApi(), /without \/api at the end/],
	[new ConversationApi(), /no Conversation API at the Base URL/],
])('a base URL that leads nowhere is named as the culprit', async (credential, message) => {
	server.status = 404;
	const result = await runCredentialTest(credential, {
		baseUrl: server.url,
		token: SECRET,
		apiKey: SECRET,
	});
	expect(result.message).toMatch(message);
});

describe('the test of conversationApi', () => {
	const run = async (baseUrl: string, apiKey = SECRET) =>
		await runCredentialTest(new ConversationApi(), { baseUrl, apiKey });

	it.each([200, 204, 405])('takes no other server for the API (status %d)', async (status) => {
		server.status = status;
		expect((await run(server.url)).message).toMatch(/no Conversation API at the Base URL/);
	});

	it.each(['documented', 'as found'] as const)(
		'tells address and key apart, and creates nothing (%s)',
		async (dialect) => {
			const vendor = await startConversation({ dialect });
			try {
				expect(await run(vendor.baseUrl, vendor.apiKey)).toMatchObject({ status: 'OK' });
				expect((await run(vendor.baseUrl, 'wrong')).message).toMatch(/refused the API Key/);
				expect((await run(vendor.url, vendor.apiKey)).message).toMatch(/at the Base URL/);
				expect(vendor.hooks.size).toBe(0);
			} finally {
				await vendor.close();
			}
		},
	);
});

describe('the test of supportAutoresponderApi without an API key', () => {
	const run = async () =>
		await runCredentialTest(new SupportAutoresponderApi(), {
			baseUrl: server.url,
			webhookSecret: SECRET,
			apiKey: '',
		});

	it.each([200, 405])(
		'finds the webhook’s address (status %d), and sends no secret',
		async (status) => {
			server.status = status;
			expect(await run()).toMatchObject({ status: 'OK' });
			expect(server.received).toHaveLength(1);
			const [request] = server.received;
			expect(request).toMatchObject({ method: 'GET', url: '/api/webhooks/receive?challenge=n8n' });
			expect(request?.headers).not.toHaveProperty('authorization');
			expect(JSON.stringify(request)).not.toContain(SECRET);
		},
	);

	it('says that one has to be entered where the server asks for it', async () => {
		server.status = 401;
		expect((await run()).message).toMatch(/asks for one\. Enter it/);
	});

	it('says that the base URL leads nowhere', async () => {
		server.status = 404;
		expect((await run()).message).toMatch(/without \/api at the end/);
	});
});
