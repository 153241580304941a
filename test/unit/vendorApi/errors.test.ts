import { type INode, NodeOperationError } from 'n8n-workflow';
import nock from 'nock';

import { callApi, callForList } from '../../../nodes/shared/vendorApi/call';
import { unexpectedAnswerError } from '../../../nodes/shared/vendorApi/errors';
import type { ApiCall } from '../../../nodes/shared/vendorApi/vendorApi';
import {
	api,
	ask,
	call,
	contextOf,
	dependencies,
	errorOf,
	publishingContextOf,
	TOKEN,
	useNock,
	vendor,
} from './setup';

useNock();

describe('an error says what to do', () => {
	it.each([
		[401, 'The credential was refused. Check its token'],
		[403, 'may not do this. Check the permissions'],
		[404, 'Nothing was found there. Check the base URL'],
		[409, 'conflicts with something'],
		[422, 'The settings were refused'],
		[429, 'The rate limit is reached. Wait a minute'],
		[400, 'Correct the node’s fields'],
		[418, 'Correct the node’s fields'],
		[500, 'The server has a problem. Try again later'],
		[503, 'The server has a problem. Try again later'],
	])('about status %i', async (status, advice) => {
		vendor().get('/hooks').times(3).reply(status, '{"why":"because"}');
		const error = await errorOf(ask());
		nock.cleanAll();
		expect(error.message).toContain('Vendor could not list the webhooks: ');
		expect(error.message).toContain(advice);
		expect(error.message).toContain(`(status ${status})`);
		expect(error.description).toBe('Vendor answered: {"why":"because"}');
		expect(error.httpCode).toBe(String(status));
	});

	it("in the vendor's own words, where it knows better", async () => {
		vendor().get('/hooks').reply(400, 'limit');
		const explain = jest.fn(() => 'Delete a webhook first.');
		const context = await contextOf();
		const error = await errorOf(callApi(context, { ...api, explain }, call, dependencies));
		expect(error.message).toContain('list the webhooks: Delete a webhook first. (status 400)');
		expect(explain).toHaveBeenCalledWith(400, 'limit', call);
	});

	it('about an answer that is not JSON', async () => {
		vendor().get('/hooks').reply(200, '<html>Welcome</html>');
		expect(await errorOf(ask())).toMatchObject({
			message: expect.stringContaining('The answer is not JSON. Check the base URL'),
			description: 'Vendor answered: <html>Welcome</html>',
		});
	});

	it('quoting an empty answer as nothing, and a long one in part', async () => {
		vendor().get('/hooks').reply(400, '').get('/hooks').reply(400, 'x'.repeat(5000));
		expect((await errorOf(ask())).description).toBe('Vendor answered: (nothing)');
		expect((await errorOf(ask())).description).toBe(`Vendor answered: ${'x'.repeat(500)}…`);
	});

	it.each(['ETIMEDOUT', 'ECONNABORTED'])('about %s', async (code) => {
		vendor()
			.get('/hooks')
			.replyWithError(Object.assign(new Error('late'), { code }));
		expect(await errorOf(ask())).toMatchObject({
			message:
				'Vendor could not list the webhooks: No answer came in time. Try again, and check that the server is up.',
			description: `Error code: ${code}`,
		});
	});

	it('about an answer that takes longer than 20 seconds', async () => {
		vendor().get('/hooks').delay(1000).reply(200, {});
		const context = await contextOf();
		const { httpRequestWithAuthentication: request } = context.helpers;
		const asked: Array<number | undefined> = [];
		context.helpers.httpRequestWithAuthentication = async function (type, options) {
			asked.push(options.timeout);
			return await request.call(this, type, { ...options, timeout: 1 });
		};
		const error = await errorOf(callApi(context, api, call, dependencies));
		nock.abortPendingRequests();
		expect(error.message).toContain('No answer came in time');
		expect(asked).toEqual([20_000]);
	});

	it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED'])(
		'about %s',
		async (code) => {
			vendor()
				.get('/hooks')
				.replyWithError(Object.assign(new Error('no'), { code }));
			expect(await errorOf(ask())).toMatchObject({
				message:
					'Vendor could not list the webhooks: The server could not be reached. Check the base URL in the credential and the network.',
				description: `Error code: ${code}`,
			});
		},
	);

	it.each([['not a URL'], [''], [undefined]])('about the base URL %j', async (baseUrl) => {
		const data = { token: TOKEN, ...(baseUrl !== undefined && { baseUrl }) };
		const error = await errorOf(callApi(await contextOf(data), api, call, dependencies));
		expect(error.message).toContain('Check the base URL in the credential');
	});

	it('about a credential that is missing, as n8n says it', async () => {
		const other = { ...api, credentialType: 'anotherApi' };
		const error = await errorOf(callApi(await contextOf(), other, call, dependencies));
		expect(error).toBeInstanceOf(NodeOperationError);
	});
});

describe('no error holds a secret', () => {
	const secret = 'c0ffee'.repeat(10);
	const textOf = (error: Error) =>
		[JSON.stringify(error), String(error), error.stack, JSON.stringify(error.cause)].join('\n');

	it.each([
		['a status that is no success', 422],
		['a status that is repeated', 500],
		['an answer that is not JSON', 200],
	])('when the vendor quotes what it was sent, with %s', async (_what, status) => {
		vendor()
			.post('/hooks')
			.times(3)
			.reply(status, (_uri, body) => `No: ${JSON.stringify(body)} of ${TOKEN} %`);
		const request = {
			method: 'POST',
			body: { url: `https://n8n/?token=${secret}`, secret },
			confidential: [secret],
		} as const;
		const error = await errorOf(ask(request));
		nock.cleanAll();
		expect(error.description).toContain('"secret":"***"} of *** %');
		expect(textOf(error)).not.toContain(secret);
		expect(textOf(error)).not.toContain(TOKEN);
	});

	it('when there was no answer, though the HTTP client knows it all', async () => {
		vendor()
			.post('/hooks')
			.replyWithError(Object.assign(new Error(TOKEN), { code: 'ECONNRESET' }));
		const error = await errorOf(ask({ method: 'POST', body: { secret } }));
		expect(textOf(error)).not.toContain(secret);
		expect(textOf(error)).not.toContain(TOKEN);
	});
});

describe('an error without an answer', () => {
	/** The error for a call of which n8n's HTTP client throws this. */
	const errorFor = async (thrown: unknown) => {
		const context = await contextOf();
		context.helpers.httpRequestWithAuthentication = async () => {
			throw thrown;
		};
		return await errorOf(callApi(context, api, call, dependencies));
	};

	it.each([
		['on the error', { code: 'ETIMEDOUT' }],
		['on its cause', { cause: { code: 'ETIMEDOUT' } }],
		['deeper', { cause: { cause: { cause: { code: 'ETIMEDOUT' } } } }],
		['as n8n keeps it', { httpCode: 'ETIMEDOUT', cause: { code: 5 } }],
	])('finds the code %s', async (_where, thrown) =>
		expect((await errorFor(thrown)).message).toContain('No answer came in time'),
	);

	it.each([[undefined], [null], ['text'], [{}], [{ code: 5 }]])(
		'makes do with %j',
		async (thrown) =>
			expect(await errorFor(thrown)).toMatchObject({
				message: expect.stringContaining('could not be reached'),
				description: 'Error code: no answer',
			}),
	);

	it('ends its search where causes go in circles', async () => {
		const circle: { cause?: unknown } = {};
		circle.cause = circle;
		expect((await errorFor(circle)).description).toBe('Error code: no answer');
	});

	it('names what a JSON answer lacks', () => {
		const facts = { node: { name: 'Trigger' } as INode, api, call, messageOnly: false };
		expect(unexpectedAnswerError(facts, 'id').message).toBe(
			'Vendor could not list the webhooks: The answer holds no id. Check the base URL in the credential.',
		);
	});
});

describe('while a workflow is published, of which n8n shows the message only, an error', () => {
	const askPublishing = async (request: Partial<ApiCall> = {}) =>
		await errorOf(callApi(await publishingContextOf(), api, { ...call, ...request }, dependencies));

	it('holds the words of the vendor, in one line, and nothing points below', async () => {
		vendor().get('/hooks').reply(422, '{\n  "error":\t"type is unknown"\n}');
		expect(await askPublishing()).toMatchObject({
			message:
				'Vendor could not list the webhooks: The settings were refused. Correct the node’s fields that the answer is about. (status 422) Vendor answered: { "error": "type is unknown" }',
			description: undefined,
			httpCode: '422',
		});
	});

	it('holds of a page what a reader would see', async () => {
		const page = `<html><head><style>b { color: red }</style><title>502</title></head><body>Bad <b>gateway</b></body></html>`;
		vendor().get('/hooks').reply(200, page);
		expect((await askPublishing()).message).toMatch(
			/The answer is not JSON\. .*Vendor answered: 502 Bad gateway$/,
		);
	});

	it('cuts a long answer short, and says so where there was none', async () => {
		vendor().get('/hooks').reply(400, 'x'.repeat(5000)).get('/hooks').reply(400, '');
		expect((await askPublishing()).message).toMatch(/Vendor answered: x{200}…$/);
		expect((await askPublishing()).message).toMatch(/Vendor answered: \(nothing\)$/);
	});

	it('holds no secret', async () => {
		const secret = 'c0ffee'.repeat(10);
		vendor()
			.get('/hooks')
			.reply(400, () => `${TOKEN} ${secret}`);
		expect((await askPublishing({ confidential: [secret] })).message).toMatch(
			/Vendor answered: \*\*\* \*\*\*$/,
		);
	});

	it('tells why there was no answer', async () => {
		vendor()
			.get('/hooks')
			.replyWithError(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
		expect((await askPublishing()).message).toMatch(/\(Error code: ENOTFOUND\)$/);
	});

	it('names what a JSON answer lacks, and what came instead', async () => {
		const context = await publishingContextOf();
		vendor().get('/hooks').reply(200, '{"hello":"world"}');
		const error = await errorOf(callForList(context, api, call, 'hooks', dependencies));
		expect(error.message).toBe(
			'Vendor could not list the webhooks: The answer holds no list of hooks. Check the base URL in the credential. (status 200) Vendor answered: {"hello":"world"}',
		);
	});
});

it.each(['Not a supermarket', 'It preexisted', 'ENOTFOUND', 'connect ECONNREFUSED 1.2.3.4'])(
	'the vendor’s words are not taken for an error code of the network: %s',
	async (words) => {
		vendor().get('/hooks').reply(400, words);
		const context = await publishingContextOf();
		const error = await errorOf(callApi(context, api, call, dependencies));
		expect(error.message).toContain(`(status 400) Vendor answered: ${words}`);
	},
);

describe('how long to wait', () => {
	it.each([
		[429, '1', 'The rate limit is reached. Try again in 1 second.'],
		[429, '45', 'The rate limit is reached. Try again in 45 seconds.'],
		[429, '120', 'The rate limit is reached. Try again in 2 minutes.'],
		[429, '7201', 'The rate limit is reached. Try again in 3 hours.'],
		[429, undefined, 'The rate limit is reached. Wait a minute and try again.'],
		[
			503,
			'120',
			'The server has a problem. Try again in 2 minutes; nothing has to be changed here.',
		],
	])('is told for %i with Retry-After: %s', async (status, retryAfter, text) => {
		const headers: Record<string, string> = retryAfter ? { 'retry-after': retryAfter } : {};
		vendor().get('/hooks').times(3).reply(status, '', headers);
		const error = await errorOf(ask());
		nock.cleanAll();
		expect(error.message).toContain(`: ${text} (status ${status})`);
	});
});
