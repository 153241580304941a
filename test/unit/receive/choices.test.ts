import { createHmac } from 'node:crypto';

import { z } from 'zod';

import { asSignedTo } from '../../../nodes/shared/receive/request';
import type { WebhookSource } from '../../../nodes/shared/receive/source';
import { bodyHmac } from '../../../nodes/shared/signature/bodyHmac';
import { headOf } from '../../support/hostRequest';
import { NOW_MS } from '../../support/inventedTrigger';
import { signedHeaders } from '../../support/signed';
import { closeAll, event, start } from './setup';

afterEach(closeAll);

const withoutIds: Partial<WebhookSource> = {
	schema: z.object({}).passthrough(),
	isValidationRequest: undefined as never,
	eventId: undefined as never,
	occurredAtMs: undefined as never,
};

describe('Include Headers and Query', () => {
	const secret = 'x'.repeat(20);
	const scheme = bodyHmac('X-Check');

	it('adds them without what proves who sent them', async () => {
		const host = await start({
			authentication: async () => ({ signature: { schemes: [scheme], secrets: [secret] } }),
		});
		host.parameters = { options: { includeRequest: true } };
		const body = JSON.stringify(event());
		await host.post(
			body,
			{
				...signedHeaders(scheme, secret, { body: Buffer.from(body) }),
				'X-Event': 'a',
				Authorization: 'Bearer abc',
				Cookie: 'n8n-auth=1',
				'X-Gitlab-Token': 't',
				'X-Api-Key': 'k',
			},
			`${host.url}?a=1&b=2&b=3&token=t&sig=s`,
		);
		const { request } = host.executions[0]?.[0]?.[0]?.json.delivery as {
			request: { headers: object };
		};
		expect(request).toMatchObject({
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-event': 'a' },
			query: { a: '1', b: ['2', '3'] },
		});
		expect(Object.keys(request.headers)).not.toEqual(
			expect.arrayContaining([expect.stringMatching(/check|auth|cookie|token|key/)]),
		);
		expect(JSON.stringify(request)).not.toMatch(/token|"sig"/);
	});

	it('is off by default', async () => {
		const host = await start();
		await host.post(event());
		expect(host.executions[0]?.[0]?.[0]?.json.delivery).not.toHaveProperty('request');
	});
});

describe('Allow Repetitions After', () => {
	const sentAgain: WebhookSource['sentAgain'] = { at: { header: 'x-trigger' }, is: ['MANUAL'] };
	const again = { 'x-trigger': 'MANUAL' };

	async function startAt(options: object) {
		let nowMs = NOW_MS;
		const host = await start({ sentAgain, occurredAtMs: undefined as never });
		Object.assign(host.dependencies, { nowMs: () => nowMs });
		host.parameters = { options: { ...options } };
		return Object.assign(host, { pass: (minutes: number) => (nowMs += minutes * 60_000) });
	}

	it('runs an event again after that time', async () => {
		const host = await startAt({ repeatMinutes: 10 });
		await host.post(event());
		host.pass(9);
		await host.post(event());
		expect(host.executions).toHaveLength(1);
		host.pass(1);
		await host.post(event());
		expect(host.executions).toHaveLength(2);
	});

	it('runs at once what the sender marks', async () => {
		const host = await startAt({ repeatMinutes: 10 });
		await host.post(event());
		await host.post(event(), { 'x-trigger': 'RETRY' });
		expect(host.executions).toHaveLength(1);
		await host.post(event(), again);
		expect(host.executions).toHaveLength(2);
	});

	it('is off by default', async () => {
		const host = await startAt({});
		await host.post(event());
		host.pass(60 * 24);
		await host.post(event());
		await host.post(event(), again);
		expect(host.executions).toHaveLength(1);
	});
});

describe('copies', () => {
	it('are told by the body too, where ids repeat', async () => {
		const host = await start({ idsRepeat: true });
		await host.post(event({ app: 1 }));
		await host.post(event({ app: 2 }));
		await host.post(event({ app: 1 }));
		expect(host.executions).toMatchObject([
			[[{ json: { app: 1, delivery: { id: 'event-1' } } }], []],
			[[{ json: { app: 2, delivery: { id: 'event-1' } } }], []],
		]);
	});

	it.each([
		[0, 2],
		[60, 1],
	])('without ids count for %i minutes', async (duplicateMinutes, runs) => {
		const host = await start({
			...withoutIds,
			defaults: { maxBodyKb: 1, toleranceSeconds: 300, duplicateMinutes },
		});
		await host.post({ a: 1 });
		await host.post({ a: 1 });
		expect(host.executions).toHaveLength(runs);
	});
});

describe('the answer that a sender insists on', () => {
	it('is sent for an event, a copy and an event that is not wanted', async () => {
		const host = await start({ answer: '[accepted]' });
		for (const sent of [event(), event(), event({ id: 'b', type: 'noise' })]) {
			const answered = await host.post(sent);
			expect(answered).toMatchObject({ status: 200, body: '[accepted]' });
			expect(answered.headers.get('content-type')).toBe('text/plain; charset=utf-8');
		}
		expect(host.executions).toHaveLength(1);
	});

	it('may be nothing', async () => {
		const host = await start({ answer: '' });
		expect(await host.post(event())).toMatchObject({ status: 200, body: '' });
	});
});

describe('Signed URL', () => {
	const head = { ...headOf({ originalUrl: '/x?a=1' }), url: 'http://127.0.0.1:5678/webhook/x' };

	it.each([
		['https://hooks.example.com', 'https://hooks.example.com/webhook/x', 'a=1'],
		['https://hooks.example.com/', 'https://hooks.example.com/webhook/x', 'a=1'],
		['https://example.com/other', 'https://example.com/other', 'a=1'],
		['https://example.com/other?b=2', 'https://example.com/other', 'b=2'],
		['nonsense', 'http://127.0.0.1:5678/webhook/x', 'a=1'],
	])('%s makes of the address %s?%s', (entered, url, queryString) =>
		expect(asSignedTo(head, entered)).toMatchObject({ url, queryString }),
	);

	it('is the URL of the node unless another is entered', async () => {
		const scheme = bodyHmac('X-Check', {}, { content: '{url}{body}' });
		const host = await start({
			authentication: async () => ({ signature: { schemes: [scheme], secrets: ['secret'] } }),
		});
		const body = JSON.stringify(event());
		const send = async (url: string) => {
			const hmac = createHmac('sha256', 'secret')
				.update(url + body)
				.digest('hex');
			return await host.post(body, { 'x-check': hmac });
		};
		expect(await send('https://hooks.example.com/a')).toMatchObject({ status: 401 });
		expect(await send(host.url)).toMatchObject({ status: 200 });
		host.parameters = { options: { signedUrl: ' https://hooks.example.com/a ' } };
		expect(await send('https://hooks.example.com/a')).toMatchObject({ status: 200 });
	});
});
