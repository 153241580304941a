import { type INode, NodeOperationError } from 'n8n-workflow';
import nock from 'nock';

import { callApi } from '../../../nodes/shared/vendorApi/call';
import { noAnswerError, unexpectedAnswerError } from '../../../nodes/shared/vendorApi/errors';
import { api, ask, call, contextOf, dependencies, errorOf, TOKEN, useNock, vendor } from './setup';

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
	const facts = { node: { name: 'Trigger' } as INode, api, call };

	it.each([
		['on the error', { code: 'ETIMEDOUT' }],
		['on its cause', { cause: { code: 'ETIMEDOUT' } }],
		['deeper', { cause: { cause: { cause: { code: 'ETIMEDOUT' } } } }],
		['as n8n keeps it', { httpCode: 'ETIMEDOUT', cause: { code: 5 } }],
	])('finds the code %s', (_where, cause) =>
		expect(noAnswerError(facts, cause).message).toContain('No answer came in time'),
	);

	it.each([[undefined], [null], ['text'], [{}], [{ code: 5 }]])('makes do with %j', (cause) =>
		expect(noAnswerError(facts, cause)).toMatchObject({
			message: expect.stringContaining('could not be reached'),
			description: 'Error code: no answer',
		}),
	);

	it('ends its search where causes go in circles', () => {
		const circle: { cause?: unknown } = {};
		circle.cause = circle;
		expect(noAnswerError(facts, circle).description).toBe('Error code: no answer');
	});

	it('names what a JSON answer lacks', () =>
		expect(unexpectedAnswerError(facts, 'id').message).toBe(
			'Vendor could not list the webhooks: The answer holds no id. Check the base URL in the credential.',
		));
});
