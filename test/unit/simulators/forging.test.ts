import { createHmac } from 'node:crypto';

import { openWorkEvent } from '../../fixtures';
import { startOpenWork, startSink, type OpenWorkSimulator } from '../../simulators';
import { createOpenWorkHook } from './hooks';
import { closeAll, opened } from './open';

afterEach(closeAll);

describe('forging', () => {
	it('changes what is sent: another secret, signature, body, header or URL', async () => {
		const openWork = await opened(startOpenWork());
		const sink = await opened(startSink());
		const id = await createOpenWorkHook(openWork, { url: sink.url });
		const event = openWorkEvent();
		const deliver = async (overrides: Parameters<OpenWorkSimulator['deliver']>[2]) => {
			await openWork.deliver(id, event, { maxAttempts: 1, ...overrides });
			const request = sink.requests[sink.requests.length - 1];
			const signed = (secret: string) =>
				`sha256=${createHmac('sha256', secret)
					.update(request?.body ?? '')
					.digest('hex')}`;
			return { request, signature: request?.headers['x-hook-signature'], signed };
		};
		const wrongSecret = await deliver({ secret: 'guessed' });
		expect(wrongSecret.signature).toBe(wrongSecret.signed('guessed'));
		expect((await deliver({ signature: 'sha256=00' })).signature).toBe('sha256=00');
		expect((await deliver({ signature: null })).request?.headers).not.toHaveProperty(
			'x-hook-signature',
		);
		const twice = await deliver({ signature: ['a', 'b'] });
		expect(twice.request?.rawHeaders.filter((name) => name === 'X-Hook-Signature')).toHaveLength(2);
		const exact = await deliver({ body: '{ "spaced" : 1 }' });
		expect(String(exact.request?.body)).toBe('{ "spaced" : 1 }');
		expect(exact.signature).toBe(exact.signed('shh'));
		const tampered = await deliver({ tamper: (body) => Buffer.concat([body, Buffer.from(' ')]) });
		expect(tampered.signature).not.toBe(tampered.signed('shh'));
		const typed = await deliver({ headers: { 'content-type': 'text/plain', 'User-Agent': null } });
		expect(typed.request?.headers['content-type']).toBe('text/plain');
		expect(typed.request?.headers).not.toHaveProperty('user-agent');
		expect((await deliver({ url: `${sink.url}/else` })).request?.path).toBe('/else');
	});

	it('replays exactly what was sent, once', async () => {
		const openWork = await opened(startOpenWork());
		const sink = await opened(startSink());
		const id = await createOpenWorkHook(openWork, { url: sink.url });
		const first = await openWork.deliver(id, openWorkEvent());
		sink.answerNext({ status: 400 });
		const again = await openWork.replay(first);
		expect(again).toMatchObject({ delivered: false, attempts: [{ status: 400, target: id }] });
		await openWork.replay(first, `${sink.url}/else`);
		const [one, two, three] = sink.requests;
		expect(two?.body.equals(one?.body ?? Buffer.of())).toBe(true);
		expect(two?.rawHeaders).toEqual(one?.rawHeaders);
		expect(three?.path).toBe('/else');
	});
});
