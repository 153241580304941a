import fc from 'fast-check';

import type { Progress } from '../../../nodes/shared/deliver/deliver';
import {
	assertCanHandOver,
	MAX_BODY_BYTES,
	openRetryState,
	type RetryState,
	sealRetryState,
	stateKey,
} from '../../../nodes/shared/deliver/sealedState';
import { answer, networkError, START } from './support';

const SECRET = 'a-secret-of-the-receiver';
const key = stateKey(SECRET);
const node = { workflowId: 'workflow-1', nodeId: 'node-1' };

const progress: Progress = {
	startedMs: START,
	attempts: [
		{
			number: 1,
			startedAt: new Date(START).toISOString(),
			durationMs: 12,
			statusCode: 503,
			waitMs: 300_000,
			waitReason: 'OpenWork schedule: wait 2 of 4',
		},
	],
	outcome: answer(503, { 'retry-after': '300' }),
	nextAttemptMs: START + 300_012,
};

const stateWith = (changes: Partial<RetryState> = {}): RetryState => ({
	node,
	messageId: 'message-1',
	payload: { body: Buffer.from('{"greeting":"Grüße"}'), contentType: 'application/json' },
	progress,
	...changes,
});

const NOT_OURS = 'The retry state of this item was changed, or is not of this node';
const FOREIGN = 'The retry state of this item belongs to another node';

describe('a retry state', () => {
	it('comes back as it was, whatever is in it', () => {
		fc.assert(
			fc.property(
				fc.record({
					messageId: fc.string(),
					payload: fc.record({
						body: fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
						contentType: fc.string(),
					}),
					startedMs: fc.integer({ min: 0 }),
					nextAttemptMs: fc.integer({ min: 0 }),
					outcome: fc.constantFrom(networkError, answer(500), answer(429, { a: 'b' })),
				}),
				({ messageId, payload, outcome, ...times }) => {
					const state = stateWith({
						messageId,
						payload,
						progress: { ...progress, ...times, outcome },
					});
					expect(openRetryState(sealRetryState(state, key), [key], node)).toEqual(state);
				},
			),
		);
	});

	it('is plain text that a URL or a database column can hold', () => {
		expect(sealRetryState(stateWith(), key)).toMatch(/^v1(\.[\w-]+){3}$/);
	});

	it('keeps its bytes where the body is empty, binary or 5 MB', () => {
		for (const body of [
			Buffer.alloc(0),
			Buffer.from([0, 255, 128]),
			Buffer.alloc(MAX_BODY_BYTES),
		]) {
			const state = stateWith({ payload: { body, contentType: 'image/png' } });
			const opened = openRetryState(sealRetryState(state, key), [key], node);
			expect(opened.payload.body.equals(body)).toBe(true);
		}
	});

	it('holds no secret and no key', () => {
		const sealed = sealRetryState(stateWith(), key);
		const readable = sealed.split('.').map((part) => Buffer.from(part, 'base64url').toString());
		for (const secret of [SECRET, key.toString('hex'), key.toString('base64url')]) {
			expect([sealed, ...readable].join()).not.toContain(secret);
		}
	});

	it('keeps the start of a long answer', () => {
		const long = (body: unknown): RetryState =>
			stateWith({
				progress: {
					...progress,
					outcome: { kind: 'answer', statusCode: 500, headers: {}, body, truncated: false },
				},
			});
		const outcomeOf = (body: unknown) =>
			openRetryState(sealRetryState(long(body), key), [key], node).progress.outcome;

		expect(outcomeOf('x'.repeat(10_000))).toMatchObject({
			body: 'x'.repeat(4096),
			truncated: true,
		});
		expect(outcomeOf({ text: 'x'.repeat(10_000) })).toMatchObject({
			body: expect.stringMatching(/^\{"text":"x+$/),
			truncated: true,
		});
		expect(outcomeOf({ short: true })).toMatchObject({ body: { short: true }, truncated: false });
	});
});

describe('a retry state is refused', () => {
	const sealed = sealRetryState(stateWith(), key);
	const open = (text: unknown, keys = [key]) => openRetryState(text, keys, node);

	it('when any one character of it was changed', () => {
		fc.assert(
			fc.property(
				fc.nat({ max: sealed.length - 1 }),
				fc.oneof(
					fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.='),
					fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
				),
				(at, character) => {
					fc.pre(sealed[at] !== character);
					const changed = sealed.slice(0, at) + character + sealed.slice(at + 1);
					expect(() => open(changed)).toThrow(NOT_OURS);
				},
			),
			{ numRuns: 500 },
		);
	});

	it('when it was cut or extended anywhere', () => {
		for (let length = 0; length < sealed.length; length++) {
			expect(() => open(sealed.slice(0, length))).toThrow(NOT_OURS);
		}
		for (const more of ['A', '.', '=', ' ', '\n', `.${sealed}`]) {
			expect(() => open(sealed + more)).toThrow(NOT_OURS);
			expect(() => open(more + sealed)).toThrow(NOT_OURS);
		}
	});

	it('when parts of two states are put together', () => {
		const other = sealRetryState(stateWith({ messageId: 'message-2' }), key).split('.');
		const parts = sealed.split('.');
		for (const index of [1, 3]) {
			const mixed = parts.map((part, at) => (at === index ? other[at] : part)).join('.');
			expect(() => open(mixed)).toThrow(NOT_OURS);
		}
	});

	it.each([null, 1, true, {}, [], '', 'v1', 'v1...', 'v2.a.b.c'])('when it is none: %j', (text) => {
		expect(() => open(text)).toThrow(NOT_OURS);
	});

	it('before it is read, when it is longer than any that is made', () => {
		expect(() => open(`v1.${'A'.repeat(3 * MAX_BODY_BYTES)}`)).toThrow(NOT_OURS);
	});

	it('with another secret, and accepted with one of several', () => {
		const other = stateKey('another-secret');
		expect(() => open(sealed, [other])).toThrow(NOT_OURS);
		expect(() => open(sealed, [])).toThrow(NOT_OURS);
		expect(open(sealed, [other, key])).toEqual(stateWith());
	});

	it.each([
		['workflow', { ...node, workflowId: 'workflow-2' }],
		['node', { ...node, nodeId: 'node-2' }],
	])('by another %s', (_, elsewhere) => {
		expect(() => openRetryState(sealed, [key], elsewhere)).toThrow(FOREIGN);
	});

	it('with words on what to do', () => {
		expect.assertions(1);
		try {
			open('junk');
		} catch (error) {
			expect(error).toMatchObject({ description: expect.stringContaining('back into the node') });
		}
	});
});

describe('the size of what is handed over', () => {
	it('is limited for the body', () => {
		expect(() => assertCanHandOver(Buffer.alloc(MAX_BODY_BYTES))).not.toThrow();
		expect(() => assertCanHandOver(Buffer.alloc(MAX_BODY_BYTES + 1))).toThrow(
			'The payload is too large to be handed over',
		);
	});

	it('is limited as a whole', () => {
		const endless = { number: 1, startedAt: '', durationMs: 0, error: 'x'.repeat(8_000_000) };
		const state = stateWith({ progress: { ...progress, attempts: [endless] } });
		expect(() => sealRetryState(state, key)).toThrow(
			'The delivery has too many attempts to be handed over',
		);
	});
});

describe('the key', () => {
	it('is as long as its HMAC asks for, and another for each secret', () => {
		expect(key).toHaveLength(32);
		expect(stateKey('another-secret').equals(key)).toBe(false);
		expect(stateKey(SECRET).equals(key)).toBe(true);
	});
});
