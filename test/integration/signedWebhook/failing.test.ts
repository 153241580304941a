import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { startSink, type SinkSimulator } from '../../simulators';
import { run, runInWorkflow, SECRET, type RunOptions } from './setup';

let sink: SinkSimulator;
beforeEach(async () => (sink = await startSink()));
afterEach(async () => await sink.close());

async function errorOf(options: RunOptions = {}): Promise<NodeApiError | NodeOperationError> {
	const error = await run(sink, options).then(
		() => new Error('Nothing was thrown'),
		(thrown: unknown) => thrown,
	);
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	throw error;
}

const three = [{ json: { n: 0 } }, { json: { n: 1 } }, { json: { n: 2 } }];

/** Fails the item whose payload has this number. */
const failing = (n: number, status = 404) =>
	sink.answerNext({
		status,
		body: { error: 'no such hook' },
		times: Infinity,
		match: ({ body }) => body.toString() === `{"n":${n}}`,
	});

describe('a failed delivery', () => {
	it('throws what to do, what the receiver said, and every attempt', async () => {
		sink.answerNext({ status: 500, body: 'The database is down', times: Infinity });
		const error = await errorOf({ parameters: { retries: 'custom', waits: '2' } });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe(
			'The receiver has a problem of its own. Try again later, or choose retries that last longer (status 500)',
		);
		expect(error.description).toBe(
			[
				'All retries are used up. The receiver answered: The database is down',
				'Attempt 1: status 500 after 0 ms, then waited 2 s (Custom schedule: wait 1 of 1)',
				'Attempt 2: status 500 after 0 ms',
			].join('<br />'),
		);
		expect(error).toMatchObject({
			httpCode: '500',
			context: {
				itemIndex: 0,
				data: {
					delivery: {
						status: 'failed',
						reason: 'All retries are used up',
						attempts: [{ number: 1 }, { number: 2 }],
					},
					response: { statusCode: 500, body: 'The database is down' },
				},
			},
		});
	});

	it.each([
		[301, /final address/],
		[302, /final address/],
		[401, /secret/],
		[403, /secret/],
		[404, /URL/],
		[405, /method/],
		[410, /Stop sending/],
		[413, /Send less/],
		[415, /Content Type/],
		[422, /Compare the payload/],
	])('with %i is not retried, and says what to do', async (status, advice) => {
		sink.answerNext({ status, headers: { location: `${sink.url}/elsewhere` } });
		const error = await errorOf();
		expect(error.message).toMatch(advice);
		expect(error.message).toContain(`(status ${status})`);
		expect(error.description).toContain(`Status ${status} is not retried`);
		expect(sink.requests).toHaveLength(1);
	});

	it("without an answer has a message of its own, not n8n's", async () => {
		sink.answerNext({ drop: true, times: Infinity });
		const error = await errorOf({ parameters: { retries: 'none' } });
		expect(error.message).toMatch(/^The receiver cannot be reached/);
		expect(error.description).toMatch(/^Retries are off\. .*<br \/>Attempt 1: /);
		expect(error.context.data).not.toHaveProperty('response');
	});

	it('cuts a long answer, and names an empty one', async () => {
		sink.answerNext({ status: 404, body: 'x'.repeat(2000) }, { status: 404, body: '' });
		expect((await errorOf()).description).toContain(`${'x'.repeat(500)}…<br />`);
		expect((await errorOf()).description).toContain('The receiver answered with an empty body.');
	});

	it('ends for its time limit', async () => {
		sink.answerNext({ status: 500, times: Infinity });
		const error = await errorOf({
			parameters: { retries: 'openWork', retryOptions: { totalSeconds: 100 } },
		});
		expect(error.description).toMatch(
			/^The next wait of 300 s would pass the total time limit of 100 s/,
		);
		expect(sink.requests).toHaveLength(2);
	});

	it('starts no further item, lets the others end, and tells what became of them', async () => {
		failing(1);
		const error = await errorOf({
			items: [...three, { json: { n: 3 } }],
			parameters: { options: { maxConcurrent: 1 } },
		});
		expect(error.context).toMatchObject({
			itemIndex: 1,
			data: {
				delivery: { status: 'failed' },
				items: { delivered: [0], failed: [1], notSent: [2, 3] },
			},
		});
		expect(error.description).toMatch(
			/<br \/>Of 4 items, 1 were delivered, 1 failed and 2 were not sent\.$/,
		);
		expect(sink.requests).toHaveLength(2);
	});
});

describe('a failed delivery, where the node goes on', () => {
	it('gives an item with its attempts and the error', async () => {
		failing(1);
		const items = await run(sink, { items: three, onError: 'continueRegularOutput' });
		expect(items.map(({ json }) => (json.delivery as IDataObject).status)).toEqual([
			'delivered',
			'failed',
			'delivered',
		]);
		expect(items[1]).toEqual({
			json: {
				delivery: expect.objectContaining({ statusCode: 404, reason: 'Status 404 is not retried' }),
				response: expect.objectContaining({ body: { error: 'no such hook' } }),
				error: 'The receiver does not know this address. Check the URL (status 404)',
				description: expect.stringMatching(/^Status 404 is not retried.*\nAttempt 1: /),
				httpCode: '404',
			},
			pairedItem: { item: 1 },
		});
	});

	it('reaches the error output of a workflow with its attempts', async () => {
		failing(1);
		const { data } = await runInWorkflow(sink, { items: three, onError: 'continueErrorOutput' });
		const [task] = data.resultData.runData['Signed Webhook'] ?? [];
		const [delivered, failed] = task?.data?.main ?? [];
		expect(task?.executionStatus).toBe('success');
		expect(delivered?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(failed).toEqual([
			{
				json: {
					n: 1,
					delivery: expect.objectContaining({ status: 'failed', attempts: [expect.anything()] }),
					response: expect.objectContaining({ statusCode: 404 }),
					error: 'The receiver does not know this address. Check the URL (status 404)',
					description: expect.stringContaining('Status 404 is not retried'),
					httpCode: '404',
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	it('reaches the regular output of a workflow with its attempts', async () => {
		failing(1);
		const { data } = await runInWorkflow(sink, { items: three, onError: 'continueRegularOutput' });
		const [task] = data.resultData.runData['Signed Webhook'] ?? [];
		expect(task?.data?.main?.[0]?.map(({ json }) => (json.delivery as IDataObject).status)).toEqual(
			['delivered', 'failed', 'delivered'],
		);
	});

	it('includes an item that could not be sent', async () => {
		const items = await run(sink, {
			items: [{ json: { url: 'nowhere' } }, { json: { url: sink.url } }],
			parameters: { url: '={{ $json.url }}' },
			onError: 'continueRegularOutput',
		});
		expect(items[0]).toEqual({
			json: {
				error: 'The URL is not valid',
				description: expect.stringMatching(/^Enter the whole/),
			},
			pairedItem: { item: 0 },
		});
		expect(items[1]?.json.delivery).toMatchObject({ status: 'delivered' });
	});
});

describe('a workflow', () => {
	it('fails with the error of the node', async () => {
		failing(1);
		const { data } = await runInWorkflow(sink, { items: three });
		expect(data.resultData.error?.message).toMatch(/^The receiver does not know this address/);
	});
});

describe('what cannot be sent', () => {
	const extra = (name: string, value = 'x') => ({
		options: { headers: { header: [{ name, value }] } },
	});

	it.each<[string, object, RegExp]>([
		['an http URL', { options: { allowHttp: false } }, /must start with https/],
		['no URL', { url: '' }, /^URL is empty$/],
		['an expression that gives nothing for the URL', { url: '={{ $json.no }}' }, /^URL is empty$/],
		['a method that is none', { method: 'GET' }, /choose POST, PUT or PATCH/],
		['JSON that is none', { payload: 'json', jsonBody: '{"a":' }, /The JSON to send is not valid/],
		[
			'an expression that gives nothing for JSON',
			{ payload: 'json', jsonBody: '={{ $json.missing }}' },
			/^JSON is empty$/,
		],
		['null for JSON', { payload: 'json', jsonBody: '={{ null }}' }, /^JSON is empty$/],
		[
			'an expression that gives nothing for text',
			{ payload: 'text', textBody: '={{ $json.missing }}' },
			/^Text is empty$/,
		],
		[
			'an expression that gives nothing for the name of a file',
			{ payload: 'binary', binaryPropertyName: '={{ $json.missing }}' },
			/^Input Binary Field is empty$/,
		],
		['an object for the URL', { url: '={{ $json }}' }, /^URL is an object$/],
		[
			'a message id with a full stop where the signature covers it',
			{ signature: 'standardWebhooks', options: { messageId: 'order.7' } },
			/^The message ID holds "\."$/,
		],
		[
			'a message id with what a template sets it apart by',
			{
				signature: 'custom',
				signedContent: 'template',
				signedContentTemplate: '{body}|{id}',
				options: { messageId: 'order|7' },
			},
			/^The message ID holds "\|"$/,
		],
		['an unknown payload', { payload: 'xml' }, /Payload: choose/],
		['an unknown signature', { signature: 'rot13' }, /Signature: choose/],
		['an unknown retry policy', { retries: 'forever' }, /Retries: choose/],
		['a file that is not there', { payload: 'binary', binaryPropertyName: 'data' }, /binary/i],
		[
			'waits that are none',
			{ retries: 'custom', waits: 'soon' },
			/"soon" is not a number of seconds/,
		],
		[
			'too many attempts',
			{ retryOptions: { maxAttempts: 101 } },
			/Max Attempts must be a whole number from 1 to 100/,
		],
		[
			'half an attempt',
			{ retryOptions: { maxAttempts: '={{ 1.5 }}' } },
			/Max Attempts must be a whole number/,
		],
		[
			'a negative wait',
			{ retryOptions: { firstWaitSeconds: -1 } },
			/First Wait must be a number from 0/,
		],
		['a timeout that is none', { options: { timeoutSeconds: 'x' } }, /Timeout must be a number/],
		['nothing at once', { options: { maxConcurrent: 0 } }, /Max at Once must be a whole number/],
		[
			'a status code that is none',
			{ retryOptions: { statusCodes: 'x' } },
			/"x" is not a status code/,
		],
		[
			'a message id with a line break',
			{ options: { messageId: 'a\r\nX-Evil: 1' } },
			/message ID holds a line break/,
		],
		[
			'an id header that is none',
			{ options: { messageIdHeader: 'a b' } },
			/Message ID Header: "a b"/,
		],
		[
			'an event type with a line break',
			{ options: { eventType: 'a\nb' } },
			/field Event Type holds a line break/,
		],
		[
			'a content type with a line break',
			{ options: { contentType: 'a\nb' } },
			/field Content Type holds a line break/,
		],
		['a header with a line break', extra('X-A', 'a\nb'), /extra header "X-A" holds a line break/],
		['a header without a name', extra(''), /is not a header name/],
		['the signature as an extra header', extra('x-hook-signature'), /already set by the signature/],
		[
			'the content type as an extra header',
			extra('content-type'),
			/already set by the field Content Type/,
		],
		[
			'the message id as an extra header',
			extra('Webhook-Id'),
			/already set by the option Message ID Header/,
		],
		['the host as an extra header', extra('Host'), /cannot be set/],
		[
			'two fields for one header',
			{ options: { messageIdHeader: 'X-Hook-Signature' } },
			/is set by the option Message ID Header and by the signature/,
		],
		['a signature header that is none', { signature: 'custom', signatureHeader: '' }, /Header: ""/],
		['a prefix with a line break', { signature: 'custom', signaturePrefix: '\n' }, /Prefix holds/],
		[
			'a signature that leaves out the body',
			{ signature: 'custom', signedContent: 'template', signedContentTemplate: '{timestamp}' },
			/does not cover the body/,
		],
		[
			'a timestamp header that is none',
			{ signature: 'custom', signedContent: 'timestampBody', timestampHeader: 'a:b' },
			/Timestamp Header: "a:b"/,
		],
	])('is %s', async (_, parameters, problem) => {
		const error = await errorOf({ parameters: { ...parameters } });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toMatch(problem);
		expect(error.context.itemIndex ?? 0).toBe(0);
		expect(sink.requests).toEqual([]);
	});

	it('is no message id with a full stop where nothing goes by it', async () => {
		const options = { messageId: 'order.7' };
		await run(sink, { parameters: { options } });
		await run(sink, {
			parameters: {
				signature: 'custom',
				signedContent: 'template',
				signedContentTemplate: '{id}:{timestamp}:{body}',
				options,
			},
		});
		expect(sink.requests.map(({ headers }) => headers['webhook-id'])).toEqual([
			'order.7',
			'order.7',
		]);
	});

	it('is anything with an empty secret', async () => {
		const error = await errorOf({ secret: '' });
		expect(error.message).toBe('The Webhook Signing Secret has no secret');
	});
});

describe('secrets', () => {
	const parameters = {
		url: '',
		options: {
			headers: {
				header: [
					{ name: 'X-Api-Key', value: 'an-api-key' },
					{ name: 'X-Own', value: '<8d7f6e5c> & more' },
					{ name: 'X-Stage', value: 'production' },
				],
			},
		},
	};
	const own = '<8d7f6e5c> & more';
	const spellings = [
		encodeURIComponent(own).toLowerCase(),
		new URLSearchParams({ own }).toString(),
		'&lt;8d7f6e5c&gt; &amp; more',
		'\\u003c8d7f6e5c\\u003e \\u0026 more',
		Buffer.from(`${SECRET}:${own}`).toString('base64'),
		Buffer.from(`x-own: ${own}`).toString('base64url'),
	];
	const signature = () => String(sink.requests[0]?.headers['x-hook-signature']);

	/** Answers with whatever the request held. */
	function echo(status: number): void {
		const body: Record<string, unknown> = {};
		const headers: Record<string, string> = {};
		sink.answerNext(
			{
				match: (request) => {
					headers['x-echo'] = String(request.headers['x-hook-signature']);
					Object.assign(body, request.headers, {
						url: request.url,
						secrets: [SECRET, 'pass-word'],
						spellings,
					});
					return false;
				},
			},
			{ status, headers, body },
		);
	}

	it.each([200, 404])('stay out of everything when they are echoed with %i', async (status) => {
		echo(status);
		const url = `${sink.url.replace('://', '://jo:pass-word@')}/?token=token-of-the-url`;
		const options = { parameters: { ...parameters, url } };
		const result = status === 200 ? await run(sink, options) : await errorOf(options);

		const seen = [result, ...Object.values(result)].map((part) => JSON.stringify(part));
		if (result instanceof Error)
			seen.push(result.message, `${result.description}`, `${result.stack}`);
		expect(seen.join()).toContain('"x-echo":"sha256=***"');
		expect(seen.join()).toContain('production');
		const secrets = [SECRET, 'the-one-before', 'pass-word', 'token-of-the-url', 'an-api-key'];
		for (const secret of [
			...secrets,
			own,
			'8d7f6e5c',
			...spellings,
			signature(),
			signature().slice('sha256='.length),
		]) {
			expect(seen.join()).not.toContain(secret);
		}
	});
});
