import type { INodeParameters } from 'n8n-workflow';

import { ActionPair } from './actionSetup';

let pair: ActionPair;
beforeEach(async () => (pair = await ActionPair.start()));
afterEach(async () => await pair.close());

const NEW_TICKET = {
	subject: ' Unable to log in ',
	message: 'I forgot my password.',
	customerEmail: 'customer@example.com',
};
const last = () => pair.vendor.requests.at(-1);
const lastBody = () => JSON.parse(String(last()?.body)) as unknown;
const queries = () => pair.vendor.requests.map(({ url }) => url.replace(/^\/api\/tickets\?/, ''));

describe('creating a ticket through the REST API', () => {
	it('sends what was entered, and gives the ticket', async () => {
		const additionalFields = { customerName: 'John Doe', priority: 'high', category: 'Account' };
		const items = await pair.run('create', { ...NEW_TICKET, additionalFields });
		expect(last()).toMatchObject({ method: 'POST', path: '/api/tickets' });
		expect(last()?.headers.authorization).toBe(`Bearer ${pair.vendor.apiKey}`);
		expect(lastBody()).toEqual({
			subject: 'Unable to log in',
			initial_message: 'I forgot my password.',
			customer_email: 'customer@example.com',
			customer_name: 'John Doe',
			priority: 'high',
			category: 'Account',
		});
		expect(items).toEqual([{ json: pair.vendor.tickets[0], pairedItem: { item: 0 } }]);
	});

	it('sends nothing for what was left empty', async () => {
		await pair.run('create', { ...NEW_TICKET, additionalFields: { customerName: '' } });
		expect(Object.keys(lastBody() as object)).toEqual([
			'subject',
			'initial_message',
			'customer_email',
		]);
	});

	it.each([
		['subject', 'Subject'],
		['message', 'Message'],
		['customerEmail', 'Customer Email'],
	])('needs %s', async (name, label) => {
		const run = pair.run('create', { ...NEW_TICKET, [name]: ' ' });
		await expect(run).rejects.toThrow(`${label} is empty`);
		expect(pair.vendor.requests).toEqual([]);
	});

	it('passes on what the Autoresponder has against it', async () => {
		const run = pair.run('create', { ...NEW_TICKET, customerEmail: 'nobody' });
		await expect(run).rejects.toMatchObject({
			message: expect.stringContaining('Support Autoresponder could not create the ticket'),
			description: expect.stringContaining('Invalid email format'),
			httpCode: '400',
		});
	});
});

describe('a ticket', () => {
	it('can be retrieved', async () => {
		const ticket = pair.vendor.addTicket({ subject: 'Printer' });
		expect(await pair.json('get', { ticketId: ticket.id })).toEqual([ticket]);
	});

	it('can be changed', async () => {
		const { id } = pair.vendor.addTicket();
		const updateFields = {
			status: 'resolved',
			priority: 'urgent',
			assignedTo: 'user-id',
			category: 'Technical',
		};
		const [ticket] = await pair.json('update', { ticketId: id, updateFields });
		expect(last()).toMatchObject({ method: 'PUT', path: `/api/tickets/${id}` });
		expect(lastBody()).toEqual({
			status: 'resolved',
			priority: 'urgent',
			assigned_to: 'user-id',
			category: 'Technical',
		});
		expect(ticket).toMatchObject({ id, status: 'resolved', assigned_to: 'user-id' });
	});

	it('is not changed by nothing', async () => {
		const run = pair.run('update', { ticketId: 'x', updateFields: { category: '' } });
		await expect(run).rejects.toThrow('There is nothing to update');
		expect(pair.vendor.requests).toEqual([]);
	});

	it('can be answered by the AI', async () => {
		const { id } = pair.vendor.addTicket({ subject: 'Printer' });
		const [answer] = await pair.json('generateAiResponse', { ticketId: id });
		expect(last()).toMatchObject({ method: 'POST', path: `/api/tickets/${id}/respond` });
		expect(last()?.body).toHaveLength(0);
		expect(answer).toMatchObject({
			ai_response: { response_text: expect.stringContaining('Printer') },
			ticket: { status: 'ai_responded' },
			confidence_score: 0.85,
			requires_review: false,
		});
	});

	it('can be answered with a model of its own', async () => {
		const { id } = pair.vendor.addTicket();
		const options = {
			includeKnowledgeBase: false,
			model: 'gpt-4o',
			temperature: 0,
			maxTokens: 500,
		};
		await pair.run('generateAiResponse', { ticketId: id, options });
		expect(lastBody()).toEqual({
			include_knowledge_base: false,
			model: 'gpt-4o',
			temperature: 0,
			max_tokens: 500,
		});
	});

	it.each([
		['get', {}],
		['update', { updateFields: { status: 'closed' } }],
		['generateAiResponse', {}],
	])('that is not there: %s says so', async (operation, parameters: INodeParameters) => {
		const run = pair.run(operation, { ticketId: 'a/b?c', ...parameters });
		await expect(run).rejects.toMatchObject({
			message: expect.stringContaining('Check the base URL in the credential and the ids'),
			httpCode: '404',
		});
		expect(last()?.path).toMatch(/^\/api\/tickets\/a%2Fb%3Fc/);
	});

	it.each(['', ' ', '..'])('without an ID (%j) is not asked for', async (ticketId) => {
		await expect(pair.run('get', { ticketId })).rejects.toThrow('Ticket ID is');
		expect(pair.vendor.requests).toEqual([]);
	});

	it('that the answer does not hold is an error', async () => {
		pair.vendor.failNext({ status: 200, body: {} });
		await expect(pair.run('get', { ticketId: 'x' })).rejects.toThrow('holds no ticket');
	});
});

describe('many tickets', () => {
	beforeEach(() => {
		for (let i = 0; i < 250; i++) {
			pair.vendor.addTicket({ subject: String(i), priority: i % 2 ? 'low' : 'high' });
		}
	});

	it('come one an item, the newest first, up to a limit', async () => {
		const items = await pair.run('getAll', { limit: 3 });
		expect(items.map(({ json }) => json.subject)).toEqual(['249', '248', '247']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(Array(3).fill({ item: 0 }));
		expect(queries()).toEqual(['limit=3&offset=0']);
	});

	it('come in pages of 100 when all are wanted', async () => {
		const tickets = await pair.json('getAll', { returnAll: true });
		expect(tickets.map(({ subject }) => Number(subject)).reverse()).toEqual([...Array(250).keys()]);
		expect(queries()).toEqual([
			'limit=100&offset=0',
			'limit=100&offset=100',
			'limit=100&offset=200',
		]);
	});

	it('come in as many pages as a limit needs', async () => {
		expect(await pair.json('getAll', { limit: 120 })).toHaveLength(120);
		expect(queries()).toHaveLength(2);
	});

	it('come once each, also when new ones move the pages', async () => {
		let moved = false;
		const match = ({ url }: { url: string }) => {
			if (!moved && url.includes('offset=100')) {
				moved = true;
				for (let i = 0; i < 5; i++) pair.vendor.addTicket({ subject: 'new' });
			}
			return false;
		};
		pair.vendor.failNext({ match });
		const tickets = await pair.json('getAll', { returnAll: true });
		expect(tickets).toHaveLength(250);
		expect(new Set(tickets.map(({ id }) => id)).size).toBe(250);
	});

	it('are filtered', async () => {
		pair.vendor.addTicket({ customer_email: 'jane+x@example.com', status: 'closed' });
		const filters = { customerEmail: 'jane+x@example.com', status: 'closed', priority: 'medium' };
		expect(await pair.json('getAll', { filters })).toEqual([pair.vendor.tickets[0]]);
		expect(Object.fromEntries(last()?.query ?? [])).toEqual({
			customer_email: 'jane+x@example.com',
			status: 'closed',
			priority: 'medium',
			limit: '50',
			offset: '0',
		});
		expect(
			await pair.json('getAll', { returnAll: true, filters: { priority: 'low' } }),
		).toHaveLength(125);
	});

	it('may be none', async () => {
		expect(await pair.run('getAll', { filters: { status: 'escalated' } })).toEqual([]);
	});

	it('that the answer does not hold are an error', async () => {
		pair.vendor.failNext({ status: 200, body: { data: [] } });
		await expect(pair.run('getAll')).rejects.toThrow('holds no list of tickets');
	});
});

describe('the API key', () => {
	const OPERATIONS: Array<[string, INodeParameters]> = [
		['create', NEW_TICKET],
		['delete', { ticketId: 'x' }],
		['get', { ticketId: 'x' }],
		['getAll', {}],
		['update', { ticketId: 'x', updateFields: { status: 'closed' } }],
		['generateAiResponse', { ticketId: 'x' }],
	];

	it.each(OPERATIONS)(
		'%s works without one, and says what to enter where the server asks for one',
		async (operation, parameters) => {
			for (const apiKey of ['', undefined]) {
				const run = pair.run(operation, parameters, { credential: { apiKey } });
				await expect(run).rejects.toMatchObject({
					message: expect.stringContaining(
						'Enter the API Key in the Support Autoresponder credential',
					),
					httpCode: '401',
				});
				expect(last()?.headers.authorization).toBeUndefined();
			}
		},
	);

	it('is not needed where the server asks for none', async () => {
		await pair.close();
		pair = await ActionPair.start({ dialect: 'as found' });
		const [ticket] = await pair.json('create', NEW_TICKET, { credential: { apiKey: '' } });
		expect(ticket).toEqual(pair.vendor.tickets[0]);
	});

	it('that is refused is named as the culprit, and not shown', async () => {
		const error: unknown = await pair
			.run('getAll', {}, { credential: { apiKey: 'a-wrong-api-key' } })
			.catch((reason: unknown) => reason);
		expect(error).toMatchObject({ message: expect.stringContaining('or correct it there') });
		expect(JSON.stringify(error)).not.toContain('a-wrong-api-key');
	});
});

describe('several items', () => {
	const items = ['0', '1', '2'].map((id) => ({ json: { id } }));
	const parameters = { ticketId: '={{ $json.id }}' };

	beforeEach(() => {
		for (const id of ['0', '2']) Object.assign(pair.vendor.addTicket(), { id });
	});

	it('each has its own parameters; one that fails does not stop the others with Continue On Fail', async () => {
		const results = await pair.run('get', parameters, { items, onError: 'continueRegularOutput' });
		expect(results.map(({ json }) => json.id ?? json.httpCode)).toEqual(['0', '404', '2']);
		expect(results.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(results[1]?.json.description).toContain('Ticket not found');
	});

	it('the first that fails ends the execution otherwise', async () => {
		const run = pair.run('get', parameters, { items });
		await expect(run).rejects.toMatchObject({ context: { itemIndex: 1 } });
		expect(pair.vendor.requests).toHaveLength(2);
	});

	it('one that fails goes to the error output', async () => {
		const run = await pair.inWorkflow('get', parameters, { items, onError: 'continueErrorOutput' });
		const [regular, errors] =
			run.data.resultData.runData['Support Autoresponder']?.[0]?.data?.main ?? [];
		expect(regular?.map(({ json }) => json.id)).toEqual(['0', '2']);
		expect(errors?.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('could not get the ticket'),
		]);
	});
});
