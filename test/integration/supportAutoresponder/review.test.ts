import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ActionPair, type RunOptions } from './actionSetup';

const KEYLESS: RunOptions = { credential: { apiKey: '' } };

let pair: ActionPair;
afterEach(async () => await pair.close());

const last = () => pair.vendor.requests.at(-1);
const lastBody = () => JSON.parse(String(last()?.body)) as unknown;

const on =
	(resource: string) =>
	async (operation: string, parameters: INodeParameters = {}, options?: RunOptions) =>
		await pair.json(operation, { resource, ...parameters }, options);

const aiResponse = on('aiResponse');
const conversation = on('conversation');
const feedback = on('feedback');

describe.each(['documented', 'as found'] as const)('%s:', (dialect) => {
	// The open server asks for no key.
	const options = dialect === 'as found' ? KEYLESS : {};
	beforeEach(async () => (pair = await ActionPair.start({ dialect })));

	describe('an answer of the AI', () => {
		it('is read', async () => {
			const answer = pair.vendor.addAiResponse();
			const items = await aiResponse('get', { aiResponseId: answer.id }, options);
			expect(items).toEqual([answer]);
			expect(last()).toMatchObject({ method: 'GET', path: `/api/ai-responses/${answer.id}` });
		});

		it('is approved and sent, and says who reviewed it', async () => {
			const { id, response_text: text } = pair.vendor.addAiResponse();
			const parameters = { aiResponseId: id, reviewedBy: ' jane@example.com ' };
			const [result] = await aiResponse('approve', parameters, options);
			expect(lastBody()).toEqual({ send: true, reviewedBy: 'jane@example.com' });
			expect(result).toMatchObject({
				ai_response: { id },
				conversation: { message: text },
				sent: true,
			});
			expect(pair.vendor.review.mails).toEqual([text]);
			expect(pair.vendor.tickets[0]?.status).toBe('ai_responded');
		});

		it('is approved without being sent, and sent later', async () => {
			const { id } = pair.vendor.addAiResponse();
			const [approved] = await aiResponse('approve', { aiResponseId: id, send: false }, options);
			expect(lastBody()).toEqual({ send: false });
			expect(approved).toMatchObject({ conversation: null, sent: false });
			expect(pair.vendor.review.mails).toEqual([]);
			const [sent] = await aiResponse('send', { aiResponseId: id }, options);
			expect(sent).toMatchObject({
				ai_response: { id, status: 'sent' },
				ticket: { status: 'ai_responded' },
			});
			expect(pair.vendor.review.mails).toHaveLength(1);
		});

		it('is rejected, with a reason or without one', async () => {
			const { id } = pair.vendor.addAiResponse();
			const parameters = { aiResponseId: id, reason: ' Out of date ' };
			expect(await aiResponse('reject', parameters, options)).toMatchObject([
				{ ai_response: { id, status: 'rejected' }, reason: 'Out of date' },
			]);
			expect(lastBody()).toEqual({ reason: 'Out of date' });
			await aiResponse('reject', { aiResponseId: id }, options);
			expect(last()?.body).toHaveLength(0);
		});

		it('is edited, and then sent as it was edited', async () => {
			const { id } = pair.vendor.addAiResponse();
			const parameters = { aiResponseId: id, responseText: 'Buy a new one.' };
			expect(await aiResponse('edit', parameters, options)).toMatchObject([
				{ id, response_text: 'Buy a new one.', status: 'edited' },
			]);
			expect(last()).toMatchObject({ method: 'PUT', path: `/api/ai-responses/${id}/edit` });
			await aiResponse('send', { aiResponseId: id }, options);
			expect(pair.vendor.review.mails).toEqual(['Buy a new one.']);
		});

		it('that nobody approved is not sent', async () => {
			const { id } = pair.vendor.addAiResponse();
			await expect(aiResponse('send', { aiResponseId: id }, options)).rejects.toMatchObject({
				message: expect.stringContaining('could not send the AI response'),
				description: expect.stringContaining('must be approved or edited'),
				httpCode: '400',
			});
			expect(pair.vendor.review.mails).toEqual([]);
		});

		it.each(['approve', 'edit', 'get', 'reject', 'send'])(
			'that is not there: %s says so, and needs an ID',
			async (operation) => {
				const parameters = { aiResponseId: 'a/b', responseText: 'x' };
				await expect(aiResponse(operation, parameters, options)).rejects.toMatchObject({
					description: expect.stringContaining('AI response not found'),
					httpCode: '404',
				});
				expect(last()?.path).toMatch(/^\/api\/ai-responses\/a%2Fb/);
				const sent = pair.vendor.requests.length;
				for (const aiResponseId of [' ', '..']) {
					const run = aiResponse(operation, { ...parameters, aiResponseId }, options);
					await expect(run).rejects.toThrow('AI Response ID is');
				}
				expect(pair.vendor.requests).toHaveLength(sent);
			},
		);

		it('is not approved again after a 5xx: the customer may have it', async () => {
			const { id } = pair.vendor.addAiResponse();
			pair.vendor.failNext({ status: 502, afterHandling: true });
			const run = aiResponse('approve', { aiResponseId: id }, options);
			await expect(run).rejects.toThrow('The server has a problem');
			expect(pair.vendor.review.mails).toHaveLength(1);
		});

		it.each(['approve', 'edit', 'get', 'reject', 'send'])(
			'that the answer to %s does not hold is an error',
			async (operation) => {
				pair.vendor.failNext({ status: 200, body: {} });
				const run = aiResponse(operation, { aiResponseId: '1', responseText: 'x' }, options);
				await expect(run).rejects.toThrow(/holds no (ai_)?response/);
			},
		);
	});

	it('needs a text to edit', async () => {
		const run = aiResponse('edit', { aiResponseId: '1', responseText: ' ' }, options);
		await expect(run).rejects.toThrow('Response Text is empty');
		expect(pair.vendor.requests).toEqual([]);
	});

	describe('the answers that wait for a review', () => {
		beforeEach(() => {
			for (let i = 0; i < 60; i++) pair.vendor.addAiResponse({ confidence_score: i / 100 });
			pair.vendor.addAiResponse({ status: 'sent' });
		});

		it('come all, or so many', async () => {
			expect(await aiResponse('getAll', {}, options)).toHaveLength(50);
			expect(last()?.url).toBe('/api/ai-responses?limit=50');
			const all = await aiResponse('getAll', { returnAll: true }, options);
			expect(all).toEqual(pair.vendor.review.responses.slice(0, 60));
			expect(last()?.url).toBe('/api/ai-responses');
		});

		it('are filtered', async () => {
			const filters = { minConfidence: 0.1, maxConfidence: 0.2, priority: 'medium' };
			const found = await aiResponse('getAll', { filters }, options);
			expect(found.map(({ confidence_score: score }) => score)).toEqual(
				[...Array(11).keys()].map((i) => (10 + i) / 100),
			);
			expect(Object.fromEntries(last()?.query ?? [])).toEqual({
				min_confidence: '0.1',
				max_confidence: '0.2',
				priority: 'medium',
				limit: '50',
			});
			const urgent = { filters: { priority: 'urgent' } };
			expect(await aiResponse('getAll', urgent, options)).toEqual([]);
		});

		it('that the answer does not hold are an error', async () => {
			pair.vendor.failNext({ status: 200, body: {} });
			await expect(aiResponse('getAll', {}, options)).rejects.toThrow('no list of responses');
		});
	});

	describe('the conversation of a ticket', () => {
		const say = async (ticketId: string, message: string) =>
			await conversation('create', { ticketId, message }, options);

		it('gets a message, and is read oldest first', async () => {
			const { id } = pair.vendor.addTicket();
			const [first] = await say(id, ' Hello ');
			expect(lastBody()).toEqual({ ticket_id: id, message: 'Hello', sender_type: 'human' });
			expect(first).toMatchObject({ ticket_id: id, sender_type: 'human' });
			const customer = { ticketId: id, message: 'Hi', senderType: 'customer' };
			await conversation('create', customer, options);
			expect(await conversation('getAll', { ticketId: id, returnAll: true }, options)).toEqual(
				pair.vendor.review.conversations,
			);
			expect(await conversation('getAll', { ticketId: id, limit: 1 }, options)).toEqual([first]);
			expect(last()?.url).toBe(`/api/conversations?ticket_id=${id}`);
		});

		it('needs a ticket and something to say', async () => {
			await expect(say('', 'x')).rejects.toThrow('Ticket ID is empty');
			await expect(say('1', ' ')).rejects.toThrow('Message is empty');
			await expect(conversation('getAll', { ticketId: ' ' }, options)).rejects.toThrow('is empty');
			expect(pair.vendor.requests).toEqual([]);
		});

		it('says what the server has against a message, and does not say it twice', async () => {
			const run = conversation('create', { ticketId: '1', message: 'x', senderType: 'x' }, options);
			await expect(run).rejects.toMatchObject({
				description: expect.stringContaining('Invalid sender_type'),
			});
			await expect(say('unknown', 'x')).rejects.toThrow('The server has a problem');
			expect(pair.vendor.requests).toHaveLength(2);
		});
	});

	it('deletes a ticket, once', async () => {
		const { id } = pair.vendor.addTicket();
		expect(await pair.json('delete', { ticketId: id }, options)).toEqual([{ deleted: true }]);
		expect(pair.vendor.tickets).toEqual([]);
		await expect(pair.json('delete', { ticketId: id }, options)).rejects.toMatchObject({
			httpCode: '404',
		});
	});
});

describe('feedback', () => {
	const rated = async (): Promise<IDataObject> => {
		const { id } = pair.vendor.addTicket();
		const [message] = await conversation('create', { ticketId: id, message: 'Hello' });
		return { ticketId: id, conversationId: message?.id };
	};

	it('is given and read, by ticket and by message', async () => {
		pair = await ActionPair.start();
		const { ticketId, conversationId } = (await rated()) as INodeParameters;
		const given = await feedback('create', { conversationId, rating: -1, feedbackText: ' No ' });
		expect(lastBody()).toEqual({
			conversation_id: conversationId,
			rating: -1,
			feedback_text: 'No',
		});
		expect(given).toMatchObject([{ rating: -1, feedback_text: 'No' }]);
		await feedback('create', { conversationId });
		expect(lastBody()).toEqual({ conversation_id: conversationId, rating: 5 });
		expect(await feedback('getAll', { ticketId })).toHaveLength(2);
		expect(last()?.url).toBe(`/api/feedback?ticket_id=${String(ticketId)}`);
		const of = { feedbackOn: 'conversation', conversationId };
		expect(await feedback('getAll', { ...of, limit: 1 })).toEqual(given);
		expect(last()?.url).toBe(`/api/feedback?conversation_id=${String(conversationId)}`);
	});

	it.each([0, 6, 1.5, 'good'])('is not taken with the rating %j', async (rating) => {
		pair = await ActionPair.start();
		const run = feedback('create', { conversationId: '1', rating });
		await expect(run).rejects.toThrow('Rating must be a whole number from 1 to 5, or -1');
		expect(pair.vendor.requests).toEqual([]);
	});

	it('is about something', async () => {
		pair = await ActionPair.start();
		await expect(feedback('create')).rejects.toThrow('Conversation ID is empty');
		await expect(feedback('getAll')).rejects.toThrow('Ticket ID is empty');
		pair.vendor.failNext({ status: 201, body: {} });
		await expect(feedback('create', { conversationId: '1' })).rejects.toThrow('holds no id');
	});

	it.each(['create', 'getAll'])(
		'%s: the open server wants a session of a browser, and the error says so',
		async (operation) => {
			pair = await ActionPair.start({ dialect: 'as found' });
			const run = feedback(operation, { conversationId: '1', ticketId: '1' });
			await expect(run).rejects.toMatchObject({
				message: expect.stringContaining('signed in in a browser'),
				httpCode: '401',
			});
		},
	);
});
