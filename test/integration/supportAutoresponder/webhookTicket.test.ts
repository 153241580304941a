import type { NodeApiError } from 'n8n-workflow';

import { autoresponderTicketCreation } from '../../fixtures';
import { ManualClock, webhookSignatureHex } from '../../simulators';
import { ActionPair, SECRET, START } from './actionSetup';

let pair: ActionPair;
beforeEach(async () => (pair = await ActionPair.start()));
afterEach(async () => await pair.close());

const OPERATION = 'createThroughWebhook';
const NEW_TICKET = {
	subject: 'Test Ticket',
	message: 'This is a test',
	customerEmail: 'test@example.com',
};
const DOCUMENTED = {
	subject: 'Support Request',
	message: 'Customer message here',
	customerEmail: 'customer@example.com',
	additionalFields: { category: 'Technical', customerName: 'John Doe', priority: 'medium' },
};
const create = async (...[parameters, options]: [object?, Parameters<ActionPair['run']>[2]?]) =>
	await pair.json(OPERATION, { ...NEW_TICKET, ...parameters }, options);
const errorOf = async (run: Promise<unknown>) =>
	await run.then(
		() => {
			throw new Error('There was no error');
		},
		(error: unknown) => error as NodeApiError,
	);
const waits = (error: NodeApiError) => {
	const { delivery } = error.context.data as { delivery: { attempts: Array<{ waitMs?: number }> } };
	return delivery.attempts.map(({ waitMs }) => waitMs);
};

describe('creating a ticket through the webhook', () => {
	it('sends the documented body, byte for byte, signed as documented', async () => {
		const items = await pair.run(OPERATION, DOCUMENTED);
		const [request] = pair.vendor.requests;
		const body = JSON.stringify(autoresponderTicketCreation());
		expect(request).toMatchObject({ method: 'POST', path: '/api/webhooks/receive' });
		expect(request?.body.toString()).toBe(body);
		expect(request?.headers).toMatchObject({
			'content-type': 'application/json',
			'x-webhook-signature': webhookSignatureHex(SECRET, body),
		});
		expect(request?.headers).not.toHaveProperty('authorization');
		expect(pair.vendor.tickets).toHaveLength(1);
		expect(items).toEqual([
			{
				json: {
					delivery: {
						messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
						url: `${pair.vendor.url}/api/webhooks/receive`,
						status: 'delivered',
						statusCode: 200,
						attempts: [
							{ number: 1, startedAt: '2026-01-01T00:00:00.000Z', durationMs: 0, statusCode: 200 },
						],
					},
					response: {
						statusCode: 200,
						headers: expect.objectContaining({ 'x-ratelimit-remaining': '99' }),
						body: {
							success: true,
							ticket: pair.vendor.tickets[0],
							message: 'Ticket created successfully',
						},
					},
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('sends only what has to be there when nothing else was entered', async () => {
		await create();
		expect(JSON.parse(String(pair.vendor.requests[0]?.body))).toEqual({
			event: 'ticket.create',
			data: {
				subject: 'Test Ticket',
				message: 'This is a test',
				customer_email: 'test@example.com',
			},
		});
	});

	it.each(['Grüße 👋 \u2028', 'quo"te\\ \n\t', '</script>', '\ud800', '{{ x }}', '0', '\u0000'])(
		'has a good signature for any text (%j)',
		async (subject) => {
			await create({ subject: `>${subject}<` });
			expect(pair.vendor.requests[0]?.status).toBe(200);
		},
	);

	it('gives the ticket alone where the user asks for it', async () => {
		expect(await create({ simplify: true })).toEqual([pair.vendor.tickets[0]]);
	});

	it('needs no API key', async () => {
		expect(await create({}, { credential: { apiKey: '' } })).toHaveLength(1);
	});

	it('is signed with the current secret, never with the previous one', async () => {
		const credential = { webhookSecret: 'a-new-secret', previousWebhookSecret: SECRET };
		await expect(create({}, { credential })).rejects.toThrow('refused the signature');
		pair.vendor.secret = 'a-new-secret';
		expect(await create({}, { credential })).toHaveLength(1);
	});

	it('is not signed where there is no secret on either side', async () => {
		pair.vendor.secret = undefined;
		await create({}, { credential: { webhookSecret: '' } });
		expect(pair.vendor.requests[0]?.headers).not.toHaveProperty('x-webhook-signature');
	});

	it('does without the slash at the end of the base URL, and takes a user and password in it', async () => {
		const baseUrl = `${pair.vendor.url.replace('//', '//user:pass-word@')}/`;
		const [item] = await create({}, { credential: { baseUrl } });
		expect(pair.vendor.requests[0]).toMatchObject({
			path: '/api/webhooks/receive',
			headers: { authorization: `Basic ${Buffer.from('user:pass-word').toString('base64')}` },
		});
		expect(JSON.stringify(item)).not.toContain('pass-word');
	});

	it.each(['', 'support.example.com', 'not a URL'])(
		'says that the base URL %j is not valid',
		async (baseUrl) => {
			await expect(create({}, { credential: { baseUrl } })).rejects.toThrow(
				'The Base URL of the Support Autoresponder credential is not valid',
			);
		},
	);

	it('needs a subject', async () => {
		await expect(create({ subject: '' })).rejects.toThrow('Subject is empty');
		expect(pair.vendor.requests).toEqual([]);
	});
});

describe('a ticket that the Autoresponder does not take at once', () => {
	it('is sent again, the same bytes with the same id, until it is taken', async () => {
		pair.vendor.failNext({ status: 503 });
		pair.vendor.failNext({ drop: true });
		const [item] = await create();
		const { attempts } = item?.delivery as { attempts: object[] };
		expect(attempts).toEqual([
			expect.objectContaining({ statusCode: 503, waitMs: 500 }),
			expect.objectContaining({ error: expect.any(String), waitMs: 1000 }),
			expect.objectContaining({ statusCode: 200 }),
		]);
		const { requests } = pair.vendor;
		expect(new Set(requests.map(({ body }) => String(body))).size).toBe(1);
		expect(new Set(requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
		expect(pair.vendor.tickets).toHaveLength(1);
	});

	it('is sent as often as the node says', async () => {
		pair.vendor.failNext({ status: 502, times: Infinity });
		const custom = { retries: 'custom', waits: '5, 30' };
		expect(waits(await errorOf(create(custom)))).toEqual([5_000, 30_000, undefined]);
		expect(waits(await errorOf(create({ retries: 'none' })))).toEqual([undefined]);
		const backoff = { maxAttempts: 3, firstWaitSeconds: 4, maxWaitSeconds: 4 };
		expect(waits(await errorOf(create({ retryOptions: backoff })))).toEqual([
			2_000,
			2_000,
			undefined,
		]);
	});

	it('waits as long as Retry-After says', async () => {
		pair.vendor.failNext({ status: 503, headers: { 'Retry-After': '20' } });
		await create();
		const [first, second] = pair.vendor.requests;
		expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(20_000);
	});

	it.each([
		[401, 'refused the signature'],
		[400, 'Compare its fields with the answer'],
		[404, 'Check the Base URL in the credential'],
		[413, 'Check the Base URL'],
		[307, 'not from a Support Autoresponder'],
	])('is not sent again after %d, and the error says what to do', async (status, text) => {
		pair.vendor.failNext({ status, body: { error: 'No', code: 'NO' } });
		const error = await errorOf(create());
		expect(error.message).toContain(text);
		expect(error).toMatchObject({
			httpCode: String(status),
			description: expect.stringContaining('"code":"NO"'),
			context: { itemIndex: 0, data: { delivery: { status: 'failed' } } },
		});
		expect(pair.vendor.requests).toHaveLength(1);
	});

	it.each([
		[{ status: 500 }, 'has a problem of its own'],
		[{ status: 429 }, 'is getting too many requests'],
		[{ drop: true }, 'cannot be reached'],
	])('fails with an error that says what to do (%j)', async (fault, text) => {
		pair.vendor.failNext(fault);
		const error = await errorOf(create({ retries: 'none' }));
		expect(error.message).toContain(text);
	});

	it('fails when no answer comes in time', async () => {
		pair.vendor.failNext({ delayMs: Infinity });
		const timeout = new AbortController();
		const timeoutSignal = () => timeout.signal;
		const failing = errorOf(create({ retries: 'none' }, { timeoutSignal }));
		await pair.vendor.waitForRequests(1);
		timeout.abort();
		expect((await failing).message).toContain('took too long to answer');
	});

	it('was perhaps not signed, which the error points out', async () => {
		const unsigned = { credential: { webhookSecret: '' } };
		const refused = await errorOf(create({}, unsigned));
		expect(refused.message).toContain('The ticket was not signed');
		pair.vendor.failNext({ status: 500 });
		const failed = await errorOf(create({ retries: 'none' }, unsigned));
		expect(failed.message).toContain('The ticket was not signed');
	});

	it('was not created when something else says that all is well', async () => {
		pair.vendor.failNext({ status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Hi' });
		const error = await errorOf(create());
		expect(error.message).toContain('holds no ticket. Check the base URL in the credential');
	});

	it('tells no secret', async () => {
		const body = { error: `Expected ${SECRET}` };
		pair.vendor.failNext({ status: 400, body });
		const error = await errorOf(create());
		expect(JSON.stringify([error, error.message, error.description])).not.toContain(SECRET);
	});

	it('leaves the others alone with Continue On Fail', async () => {
		const items = [{ json: { to: 'nobody' } }, { json: { to: 'jane@example.com' } }];
		const results = await pair.run(
			OPERATION,
			{ ...NEW_TICKET, customerEmail: '={{ $json.to }}' },
			{ items, onError: 'continueRegularOutput' },
		);
		const failed = { httpCode: '400', delivery: expect.objectContaining({ status: 'failed' }) };
		expect(results).toEqual([
			{ json: expect.objectContaining(failed), pairedItem: { item: 0 } },
			{ json: expect.objectContaining({ delivery: expect.anything() }), pairedItem: { item: 1 } },
		]);
	});

	it('goes to the error output with its attempts', async () => {
		pair.vendor.failNext({ status: 503, times: 2 });
		const parameters = { ...NEW_TICKET, retries: 'custom', waits: '5' };
		const run = await pair.inWorkflow(OPERATION, parameters, { onError: 'continueErrorOutput' });
		const [regular, errors] =
			run.data.resultData.runData['Support Autoresponder']?.[0]?.data?.main ?? [];
		expect(regular).toEqual([]);
		expect(errors?.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				error: expect.stringContaining('has a problem of its own'),
				delivery: expect.objectContaining({
					attempts: [
						expect.objectContaining({ statusCode: 503, waitMs: 5_000 }),
						expect.objectContaining({ statusCode: 503 }),
					],
				}),
			}),
		]);
	});
});

describe('an execution that is stopped', () => {
	const stopped = 'The execution was stopped';

	it('ends at once while an answer is awaited', async () => {
		const stop = new AbortController();
		pair.vendor.failNext({ delayMs: Infinity });
		const ended = expect(create({}, { signal: stop.signal })).rejects.toThrow(stopped);
		await pair.vendor.waitForRequests(1);
		stop.abort();
		await ended;
	});

	it('ends at once while a retry is awaited', async () => {
		await pair.close();
		const clock = new ManualClock(START);
		pair = await ActionPair.start({ clock });
		const stop = new AbortController();
		pair.vendor.failNext({ status: 503 });
		const ended = expect(create({}, { signal: stop.signal })).rejects.toThrow(stopped);
		await clock.untilSleeping();
		stop.abort();
		await ended;
		expect(pair.vendor.tickets).toEqual([]);
	});
});
