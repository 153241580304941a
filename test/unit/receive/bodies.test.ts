/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { z } from 'zod';

import { readBody } from '../../../nodes/shared/receive/body';
import type { WebhookSource } from '../../../nodes/shared/receive/source';
import { hookSignature } from '../../../nodes/shared/signature/schemes';
import { signMessage } from '../../support/signed';
import { closeAll, start } from './setup';

afterEach(closeAll);

const SECRET = 'secret';
const FORM = 'application/x-www-form-urlencoded';

/** A sender whose bodies are signed as they come and may be of these kinds. */
async function startWith(changes: Partial<WebhookSource>) {
	const host = await start({
		schema: z.object({}).passthrough(),
		isValidationRequest: undefined as never,
		authentication: async () => ({
			signature: { schemes: [hookSignature], secrets: [SECRET] },
		}),
		eventType: () => null,
		ignoreReason: () => undefined,
		occurredAtMs: undefined as never,
		eventId: undefined as never,
		...changes,
	});
	const post = async (body: string | Buffer, type: string, sent: string | Buffer = body) =>
		await host.post(sent, {
			'content-type': type,
			...(sent !== body && { 'content-encoding': 'gzip' }),
			'x-hook-signature': signMessage(hookSignature, SECRET, { body: Buffer.from(body) }),
		});
	return Object.assign(host, { send: post });
}

const item = (json: object, output = 0) => {
	const items = [{ json: { ...json, delivery: expect.any(Object) } }];
	return [output === 0 ? [items, []] : [[], items]];
};

describe('a body', () => {
	it.each([
		'application/json',
		'application/json; charset=utf-8',
		'text/json',
		'text/plain',
		'text/plain; charset=UTF-8',
		'application/cloudevents+json',
	])('of JSON as %s is parsed', async (type) => {
		const host = await startWith({});
		expect(await host.send('{"a":[1]}', type)).toMatchObject({ status: 200 });
		expect(host.executions).toEqual(item({ a: [1] }));
	});

	it('that says to be JSON as text, and is none, is Invalid', async () => {
		const host = await startWith({});
		expect(await host.send('hello', 'text/plain')).toMatchObject({ status: 200 });
		expect(host.executions).toEqual(item({ body: 'hello' }, 1));
	});

	it('of a form is its fields as text, with those of one name as a list', async () => {
		const host = await startWith({ bodies: ['form'] });
		const form =
			'From=%2B1415&Body=a+b%26&Media=1&Media=2&Media=3&empty=&__proto__=x&Body%5Bx%5D=y';
		expect(await host.send(form, `${FORM}; charset=utf-8`)).toMatchObject({ status: 200 });
		expect(host.executions).toEqual(
			item({ From: '+1415', Body: 'a b&', Media: ['1', '2', '3'], empty: '', 'Body[x]': 'y' }),
		);
	});

	it('of a form may hold the event as JSON', async () => {
		const host = await startWith({ bodies: ['json', 'form'], formPayload: 'payload' });
		await host.send(`payload=${encodeURIComponent('{"action":"opened"}')}`, FORM);
		expect(host.executions).toEqual(item({ action: 'opened' }));
		host.executions.length = 0;
		await host.send('{"action":"closed"}', 'application/json');
		expect(host.executions).toEqual(item({ action: 'closed' }));
		host.executions.length = 0;
		await host.send('command=%2Fweather&text=94070', FORM);
		expect(host.executions).toEqual(item({ command: '/weather', text: '94070' }));
		host.executions.length = 0;
		await host.send('payload=%7B', FORM);
		expect(host.executions).toEqual(item({ body: 'payload=%7B' }, 1));
	});

	it('of a form may have fields that hold JSON', async () => {
		const host = await startWith({ bodies: ['form'], formJson: ['data'] });
		await host.send(`data=${encodeURIComponent('{"a":1}')}&b=2`, FORM);
		expect(host.executions).toEqual(item({ data: { a: 1 }, b: '2' }));
	});

	it('in several parts is its fields, without files', async () => {
		const host = await startWith({
			bodies: ['multipart'],
			formPayload: 'json',
			authentication: async () => ({}),
		});
		const form = new FormData();
		form.set('json', '{"event":"sent"}');
		form.set('file', new Blob(['x']), 'x.txt');
		expect(await host.post(form)).toMatchObject({ status: 200 });
		expect(host.executions).toEqual(item({ event: 'sent' }));
	});

	it.each([
		['application/xml', ['xml']],
		['text/xml; charset=utf-8', ['json', 'xml']],
		['application/atom+xml', ['xml']],
		['text/plain', ['text']],
		['text/csv', ['text']],
	] as const)('of %s is kept as text', async (type, bodies) => {
		const host = await startWith({ bodies });
		expect(await host.send('<a>ü</a>', type)).toMatchObject({ status: 200 });
		expect(host.executions).toEqual(item({ body: '<a>ü</a>' }));
	});

	it.each(['application/json; charset=UTF-8', '', 'text/plain'])(
		'of nothing as "%s" is an event where the headers are one',
		async (type) => {
			const host = await startWith({ bodies: ['empty'] });
			expect(await host.send('', type)).toMatchObject({ status: 200 });
			expect(host.executions).toEqual(item({}));
		},
	);

	it('that is packed is signed as it was before', async () => {
		const host = await startWith({ bodies: ['form'] });
		expect(await host.send('a=1', FORM, gzipSync('a=1'))).toMatchObject({ status: 200 });
		expect(host.executions).toEqual(item({ a: '1' }));
	});

	it('of another kind is refused with what is taken', async () => {
		const host = await startWith({ bodies: ['json', 'form'] });
		expect(await host.send('<a/>', 'text/xml')).toMatchObject({
			status: 415,
			body: {
				error:
					'The content type has to be application/json or end in +json, or application/x-www-form-urlencoded',
			},
		});
		expect(host.executions).toEqual([]);
	});

	it('of a form never has a field that is a prototype, whatever is in it', () => {
		const names = fc.constantFrom('__proto__', 'constructor', 'toString', 'a', '');
		const pairs = fc.array(fc.tuple(fc.oneof(names, fc.string()), fc.string()));
		fc.assert(
			fc.property(pairs, (given) => {
				const bytes = Buffer.from(new URLSearchParams(given).toString());
				const fields = readBody('form', { bytes, parsed: undefined }, {}) as object;
				expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
				expect(Object.keys(fields)).not.toContain('__proto__');
				for (const [name, value] of new URLSearchParams(bytes.toString())) {
					if (name === '__proto__') continue;
					const found = (fields as Record<string, string | string[]>)[name];
					expect([found].flat()).toContain(value);
				}
			}),
		);
	});

	it('of a form is read in time, whatever is in it', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
				readBody('form', { bytes: Buffer.from(bytes), parsed: undefined }, { formPayload: 'p' });
			}),
		);
	});
});
