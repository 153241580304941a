import type { IDataObject, INodeType } from 'n8n-workflow';

import { Conversation } from '../../../nodes/Conversation/Conversation.node';
import { ConversationTrigger } from '../../../nodes/Conversation/ConversationTrigger.node';
import { Missive } from '../../../nodes/Missive/Missive.node';
import { MissiveTrigger } from '../../../nodes/Missive/MissiveTrigger.node';
import { OpenWork } from '../../../nodes/OpenWork/OpenWork.node';
import { OpenWorkTrigger } from '../../../nodes/OpenWork/OpenWorkTrigger.node';
import { SupportAutoresponder } from '../../../nodes/SupportAutoresponder/SupportAutoresponder.node';
import { SupportAutoresponderTrigger } from '../../../nodes/SupportAutoresponder/SupportAutoresponderTrigger.node';
import { type Dialect, startAutoresponder, startConversation } from '../../simulators';
import {
	conversationLane,
	type Lane,
	missiveApiLane,
	openWorkLane,
	supportAutoresponderLane,
} from '../../support/lanes';
import { Recorder, runCredentialTest } from './support';

const SECRET = 'not-a-real-token';

interface Case {
	nodes: readonly INodeType[];
	field: string;
	/** Default GET. */
	method?: string;
	path: string;
	success: number;
	refused: RegExp;
	elsewhere: RegExp;
	lane: (dialect?: Dialect) => Promise<Lane>;
	/** Where the vendor takes any key, as its open server does. */
	asksForNoKey?: Dialect;
}

const cases: Record<string, Case> = {
	missiveApi: {
		nodes: [new Missive(), new MissiveTrigger()],
		field: 'token',
		path: '/organizations?limit=1',
		success: 200,
		refused: /Missive refused the API Token\. Copy it again/,
		elsewhere: /no Missive API at the Base URL\. The default is/,
		lane: missiveApiLane,
	},
	openWorkApi: {
		nodes: [new OpenWork(), new OpenWorkTrigger()],
		field: 'token',
		path: '/api/hooks/webhooks',
		success: 200,
		refused: /OpenWork refused the Token\. Copy it again/,
		elsewhere: /without \/api at the end/,
		lane: openWorkLane,
	},
	conversationApi: {
		nodes: [new Conversation(), new ConversationTrigger()],
		field: 'apiKey',
		method: 'POST',
		path: '/conversations',
		success: 400,
		refused: /Conversation API refused the API Key\. Copy it again/,
		elsewhere: /no Conversation API at the Base URL\. It is/,
		lane: conversationLane,
	},
	supportAutoresponderApi: {
		nodes: [new SupportAutoresponder(), new SupportAutoresponderTrigger()],
		field: 'apiKey',
		path: '/api/tickets?limit=1',
		success: 200,
		refused: /Support Autoresponder refused the API Key/,
		elsewhere: /without \/api at the end/,
		lane: supportAutoresponderLane,
		asksForNoKey: 'as found',
	},
};

let server: Recorder;

beforeEach(async () => {
	server = await Recorder.start();
});

afterEach(async () => await server.close());

const eachNode = Object.entries(cases).flatMap(([type, spec]) =>
	spec.nodes.map((node) => ({ type, node, name: node.description.name, spec })),
);

describe.each(eachNode)('the test of $type by $name', ({ type, node, spec }) => {
	const { field, method = 'GET', path, success, refused, elsewhere } = spec;
	const run = async (baseUrl: string, token = SECRET) =>
		await runCredentialTest(node, type, { baseUrl, [field]: token });

	it.each(['', '/', '//', ' '])(
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
		server.body = `<p>Who is ${SECRET}?</p>`;
		const result = await run(server.url);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(refused);
		expect(result.message).not.toContain(SECRET);
	});

	it.each([
		[403, /Check its permissions .* \(status 403\)/],
		[429, /Wait a minute and test again/],
		[500, /Test again later; nothing has to be changed here/],
		[503, /Test again later; nothing has to be changed here/],
		[404, elsewhere],
		[418, elsewhere],
	])('says what to do when the server answers %d', async (status, advice) => {
		server.status = status;
		const { message, status: outcome } = await run(server.url);
		expect(outcome).toBe('Error');
		expect(message).toMatch(advice);
	});

	it('takes no page for an answer', async () => {
		server.status = success;
		server.body = '\n<!doctype html><title>Welcome</title>';
		const { message, status } = await run(server.url);
		expect(status).toBe('Error');
		expect(message).toMatch(elsewhere);
		expect(message).toContain('a page came in place of an answer');
	});

	it.each([301, 302, 303, 307, 308])('follows no redirect: %d', async (status) => {
		const elsewhereServer = await Recorder.start();
		try {
			elsewhereServer.status = success;
			server.status = status;
			server.location = `${elsewhereServer.url}/base${path}`;
			const { message } = await run(server.url);
			expect(message).toContain('Enter that address as the Base URL');
			expect(elsewhereServer.received).toEqual([]);
		} finally {
			await elsewhereServer.close();
		}
	});

	it('says what to look at when nobody listens there', async () => {
		const { url } = server;
		await server.close();
		const { message, status } = await run(url);
		expect(status).toBe('Error');
		expect(message).toMatch(
			/no answer at the Base URL\. Check .* the server is up.* \(ECONNREFUSED\)/,
		);
	});

	it.each(['', 'support.example.com', 'ftp://example.com', 'https://'])(
		'asks nobody when the base URL is %j',
		async (baseUrl) => {
			expect(await run(baseUrl)).toEqual({
				status: 'Error',
				message: 'The Base URL is no address. It begins with https:// or http://.',
			});
		},
	);

	it.each(['documented', 'as found'] as const)(
		'tells the vendor, a wrong token and another address apart (%s)',
		async (dialect) => {
			const lane = await spec.lane(dialect);
			try {
				const { data, mistake } = lane.credential;
				const test = async (changes: IDataObject = {}) =>
					await runCredentialTest(node, type, { ...data, ...changes } as Record<string, string>);
				expect(await test()).toMatchObject({ status: 'OK' });
				const wrong = (await test(mistake)).message;
				expect(wrong).toMatch(spec.asksForNoKey === dialect ? /did not refuse/ : refused);
				const moved = { baseUrl: `${String(data.baseUrl)}/elsewhere` };
				expect((await test(moved)).message).toMatch(elsewhere);
				expect(lane.hooks()).toEqual([]);
			} finally {
				await lane.close();
			}
		},
	);
});

describe('the test of conversationApi', () => {
	const run = async (baseUrl: string, apiKey = SECRET) =>
		await runCredentialTest(new Conversation(), 'conversationApi', { baseUrl, apiKey });

	it.each([200, 204, 405])('takes no other server for the API (status %d)', async (status) => {
		server.status = status;
		expect((await run(server.url)).message).toMatch(/no Conversation API at the Base URL/);
	});

	it('creates nothing', async () => {
		const vendor = await startConversation();
		try {
			expect(await run(vendor.baseUrl, vendor.apiKey)).toMatchObject({ status: 'OK' });
			expect(vendor.hooks.size).toBe(0);
		} finally {
			await vendor.close();
		}
	});
});

describe('the test of supportAutoresponderApi without an API key', () => {
	const run = async (baseUrl = server.url) =>
		await runCredentialTest(new SupportAutoresponder(), 'supportAutoresponderApi', {
			baseUrl,
			webhookSecret: SECRET,
			apiKey: '',
		});

	it.each([200, 405])(
		'finds the webhook’s address (status %d), and sends no secret',
		async (status) => {
			server.status = status;
			expect(await run()).toEqual({
				status: 'OK',
				message: expect.stringContaining('More cannot be tested without an API Key') as string,
			});
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

	it.each(['documented', 'as found'] as const)('passes at the vendor (%s)', async (dialect) => {
		const vendor = await startAutoresponder({ secret: SECRET, dialect });
		try {
			expect(await run(vendor.baseUrl)).toMatchObject({ status: 'OK' });
		} finally {
			await vendor.close();
		}
	});
});
