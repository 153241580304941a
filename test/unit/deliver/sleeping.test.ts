/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { getEventListeners } from 'node:events';

import { cancellableSleep, untilAborted } from '../../../nodes/shared/lib/abort';

const never = new Promise<void>(() => {});

describe('waiting for a task or a signal', () => {
	it('gives what the task gives', async () => {
		const { signal } = new AbortController();
		expect(await untilAborted(Promise.resolve(7))).toBe(7);
		expect(await untilAborted(Promise.resolve(7), signal)).toBe(7);
		await expect(untilAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	it('ends when the signal aborts, or has aborted', async () => {
		const controller = new AbortController();
		const waiting = untilAborted(never, controller.signal);
		controller.abort(new Error('stopped'));
		await expect(waiting).rejects.toThrow('stopped');
		await expect(untilAborted(never, controller.signal)).rejects.toThrow('stopped');
	});
});

describe('a sleep', () => {
	it('ends at once when the signal aborts, and leaves no listener', async () => {
		const controller = new AbortController();
		const sleeping = cancellableSleep(3_600_000, controller.signal);
		controller.abort(new Error('stopped'));
		await expect(sleeping).rejects.toThrow('stopped');
		await expect(cancellableSleep(1, controller.signal)).rejects.toThrow('stopped');
	});

	it('ends by itself', async () => {
		const { signal } = new AbortController();
		await cancellableSleep(0, signal);
		await cancellableSleep(0);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});
