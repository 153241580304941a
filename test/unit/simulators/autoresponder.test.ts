import { autoresponderTicketCreation } from '../../fixtures';
import {
	type AutoresponderSimulator,
	ManualClock,
	startAutoresponder,
	webhookSignatureHex,
} from '../../simulators';
import { call } from './call';
import { closeAll, opened } from './open';

afterEach(closeAll);

const CREATION = autoresponderTicketCreation();
const TICKET = {
	subject: 'Unable to log in',
	initial_message: 'I forgot my password.',
	customer_email: 'customer@example.com',
};

const start = async (options: Parameters<typeof startAutoresponder>[0] = {}) =>
	await opened(startAutoresponder({ clock: new ManualClock(), ...options }));

const api = async (
	simulator: AutoresponderSimulator,
	method: string,
	path: string,
	body?: unknown,
) => await call(method, `${simulator.baseUrl}${path}`, { token: simulator.apiKey, body });

/** Posts to the incoming webhook with a signature header, or none. */
async function receive(simulator: AutoresponderSimulator, raw: string, signature?: string) {
	const response = await fetch(`${simulator.baseUrl}/api/webhooks/receive`, {
		method: 'POST',
		headers: {
			'Content-Type': 'application/json',
			...(signature === undefined ? {} : { 'X-Webhook-Signature': signature }),
		},
		body: raw,
	});
	return { status: response.status, json: (await response.json()) as unknown };
}

describe('the incoming webhook of the Autoresponder', () => {
	it('creates a ticket from the documented body', async () => {
		const simulator = await start();
		expect(await receive(simulator, JSON.stringify(CREATION))).toEqual({
			status: 200,
			json: {
				success: true,
				ticket: simulator.tickets[0],
				message: 'Ticket created successfully',
			},
		});
		expect(simulator.tickets).toEqual([
			expect.objectContaining({
				ticket_number: 'TKT-2026-001',
				subject: 'Support Request',
				initial_message: 'Customer message here',
				customer_email: 'customer@example.com',
				customer_name: 'John Doe',
				priority: 'medium',
				category: 'Technical',
				status: 'new',
				source: 'webhook',
			}),
		]);
	});

	it('wants a signature when it has a secret', async () => {
		const simulator = await start({ secret: 'shh' });
		const raw = JSON.stringify(CREATION);
		expect((await receive(simulator, raw, webhookSignatureHex('shh', raw))).status).toBe(200);
		for (const signature of [undefined, '', webhookSignatureHex('other', raw)]) {
			expect(await receive(simulator, raw, signature)).toEqual({
				status: 401,
				json: { error: 'Invalid webhook signature', code: 'INVALID_SIGNATURE' },
			});
		}
	});

	it('checks the signature of the payload as it stringifies it, as the guide has it', async () => {
		const simulator = await start({ secret: 'shh' });
		const raw = JSON.stringify(CREATION, null, 2);
		expect((await receive(simulator, raw, webhookSignatureHex('shh', raw))).status).toBe(401);
	});

	it.each([
		['no JSON', 'nonsense', 'INVALID_JSON'],
		['another event', JSON.stringify({ event: 'ticket.delete' }), 'UNSUPPORTED_EVENT'],
		['no data', JSON.stringify({ event: 'ticket.create' }), 'VALIDATION_ERROR'],
		[
			'no e-mail address',
			JSON.stringify({ ...CREATION, data: { ...CREATION.data, customer_email: 'x' } }),
			'VALIDATION_ERROR',
		],
		[
			'an unknown priority',
			JSON.stringify({ ...CREATION, data: { ...CREATION.data, priority: 'asap' } }),
			'VALIDATION_ERROR',
		],
	])('refuses %s', async (_what, raw, code) => {
		const simulator = await start();
		const expected = { error: expect.any(String), code };
		expect(await receive(simulator, raw)).toEqual({ status: 400, json: expected });
		expect(simulator.tickets).toEqual([]);
	});
});

describe('the tickets API of the Autoresponder', () => {
	it('creates, shows, changes and answers a ticket', async () => {
		const simulator = await start();
		const created = await api(simulator, 'POST', '/api/tickets', TICKET);
		expect(created.status).toBe(201);
		const { id } = simulator.tickets[0] ?? { id: '' };
		expect(created.json).toEqual({ ticket: simulator.tickets[0] });
		expect(await api(simulator, 'GET', `/api/tickets/${id}`)).toMatchObject({
			status: 200,
			json: { ticket: { ...TICKET, status: 'new' } },
		});
		const change = { status: 'resolved', priority: 'high', assigned_to: 'user-id' };
		expect(await api(simulator, 'PUT', `/api/tickets/${id}`, change)).toMatchObject({
			status: 200,
			json: { ticket: { id, ...change } },
		});
		expect(await api(simulator, 'POST', `/api/tickets/${id}/respond`)).toMatchObject({
			status: 201,
			json: { ai_response: { response_text: expect.any(String) }, requires_review: false },
		});
	});

	it('lists newest first, filtered, page by page', async () => {
		const simulator = await start();
		for (let i = 0; i < 120; i++) {
			simulator.addTicket({ subject: String(i), status: i % 2 ? 'new' : 'closed' });
		}
		const list = async (query: string) => {
			const { json } = await api(simulator, 'GET', `/api/tickets?${query}`);
			const { tickets, total } = json as { tickets: Array<{ subject: string }>; total: number };
			return [tickets.length, tickets[0]?.subject, total];
		};
		expect(await list('')).toEqual([50, '119', 120]);
		expect(await list('limit=100')).toEqual([100, '119', 120]);
		expect(await list('limit=100&offset=100')).toEqual([20, '19', 120]);
		expect(await list('status=closed&limit=1')).toEqual([1, '118', 60]);
		expect(await list('priority=urgent')).toEqual([0, undefined, 0]);
		expect(await list('customer_email=customer%40example.com&limit=2')).toEqual([2, '119', 120]);
	});

	it.each([
		['GET', '/api/tickets?limit=101', undefined, 400],
		['GET', '/api/tickets?limit=0', undefined, 400],
		['GET', '/api/tickets?offset=-1', undefined, 400],
		['GET', '/api/tickets?status=lost', undefined, 400],
		['GET', '/api/tickets?page=2', undefined, 400],
		['POST', '/api/tickets', undefined, 400],
		['POST', '/api/tickets', { ...TICKET, initial_message: '' }, 400],
		['POST', '/api/tickets', { ...TICKET, colour: 'red' }, 400],
		['PUT', '/api/tickets/KNOWN', { status: 'lost' }, 400],
		['POST', '/api/tickets/KNOWN/respond', { tone: 'kind' }, 400],
		['POST', '/api/tickets/KNOWN/respond', [], 400],
		['GET', '/api/tickets/unknown', undefined, 404],
		['GET', '/api/else', undefined, 404],
		['DELETE', '/api/tickets', undefined, 405],
		['PATCH', '/api/tickets/KNOWN', {}, 405],
		['GET', '/api/tickets/KNOWN/respond', undefined, 405],
		['GET', '/api/webhooks/receive', undefined, 405],
	])('refuses %s %s %j with %d', async (method, path, body, status) => {
		const simulator = await start();
		const { id } = simulator.addTicket();
		const answer = await api(simulator, method, path.replace('KNOWN', id), body);
		expect(answer.status).toBe(status);
		expect(answer.json).toEqual({ error: expect.any(String), code: expect.any(String) });
	});

	it('checks the API key', async () => {
		const simulator = await start();
		const url = `${simulator.baseUrl}/api/tickets`;
		for (const token of [undefined, 'wrong']) {
			expect(await call('GET', url, { token })).toMatchObject({
				status: 401,
				json: { error: 'Unauthorized', code: 'UNAUTHORIZED' },
			});
		}
	});

	it('as found asks for no key, echoes a challenge and takes ticket.created', async () => {
		const simulator = await start({ dialect: 'as found' });
		const url = simulator.baseUrl;
		expect((await call('GET', `${url}/api/tickets`)).status).toBe(200);
		expect(await call('GET', `${url}/api/webhooks/receive?challenge=abc`)).toMatchObject({
			status: 200,
			json: { challenge: 'abc' },
		});
		const raw = JSON.stringify({ ...CREATION, event: 'ticket.created' });
		expect((await receive(simulator, raw)).status).toBe(200);
	});

	it('takes 100 requests a minute and says how many are left', async () => {
		const clock = new ManualClock(500);
		const simulator = await start({ clock });
		const limits = async () => {
			const { status, headers } = await api(simulator, 'GET', '/api/tickets');
			const shown = ['limit', 'remaining', 'reset'].map((name) =>
				headers.get(`x-ratelimit-${name}`),
			);
			return [status, ...shown];
		};
		expect(await limits()).toEqual([200, '100', '99', '61']);
		for (let i = 0; i < 98; i++) await limits();
		expect(await limits()).toEqual([200, '100', '0', '61']);
		clock.advance(59_999);
		expect(await limits()).toEqual([429, '100', '0', '61']);
		clock.advance(1);
		expect(await limits()).toEqual([200, '100', '99', '121']);
	});
});
