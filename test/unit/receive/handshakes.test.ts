import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { isRefusal } from '../../../nodes/shared/receive/answer';
import { answerHandshake } from '../../../nodes/shared/receive/believe';
import type { Handshake } from '../../../nodes/shared/receive/handshake';
import type { WebhookSource } from '../../../nodes/shared/receive/source';
import { webhookMethods } from '../../../nodes/shared/register/webhookMethods';
import { hookSignature } from '../../../nodes/shared/signature/schemes';
import { webhookOf } from '../../support/hostRequest';
import { signMessage } from '../../support/signed';
import { closeAll, event, start } from './setup';

afterEach(closeAll);

const SECRET = 'a secret of the credential';

const query = (name: string) => ({ query: name });
const field = (name: string) => ({ field: name });
const header = (name: string) => ({ header: name });

function signed(body: string, secret = SECRET) {
	return { 'x-hook-signature': signMessage(hookSignature, secret, { body: Buffer.from(body) }) };
}

/** A sender that signs its events and tries the address like this. */
async function startWith(handshakes: Handshake[], changes: Partial<WebhookSource> = {}) {
	return await start({
		isValidationRequest: undefined as never,
		authentication: async () => ({
			signature: { schemes: [hookSignature], secrets: [SECRET] },
			verificationTokens: ['the token', ''],
		}),
		handshakes,
		...changes,
	});
}

type Host = Awaited<ReturnType<typeof startWith>>;

/** Both addresses: what holds for one has to hold for the other. */
const URLS = [
	['production', (host: Host) => host.url],
	['test', (host: Host) => host.testUrl],
] as const;

const CHALLENGE: Handshake = {
	known: { equal: [[field('type'), 'url_verification']], has: [field('challenge')] },
	proof: 'signature',
	answer: { text: { copy: field('challenge') } },
};
const SUBSCRIBE: Handshake = {
	known: {
		method: 'GET',
		equal: [[query('hub.mode'), 'subscribe']],
		has: [query('hub.challenge')],
	},
	proof: { verificationToken: query('hub.verify_token') },
	answer: { text: { copy: query('hub.challenge') } },
};
const CRC: Handshake = {
	known: { method: 'GET', has: [query('crc_token')] },
	proof: 'none',
	answer: {
		fields: {
			response_token: {
				hmac: query('crc_token'),
				encoding: 'base64',
				prefix: 'sha256=',
				only: /^[\w=+/.-]{1,256}$/,
			},
		},
	},
};
const VALIDATION: Handshake = {
	known: { has: [query('validationToken')], onlyFields: [] },
	proof: 'none',
	answer: { text: { copy: query('validationToken') } },
};
const PING: Handshake = {
	known: { equal: [[field('type'), '1']] },
	proof: 'signature',
	answer: { fields: { type: 1 } },
};
const NOTHING: Handshake = {
	known: { equal: [[field('type'), '0']] },
	proof: 'signature',
	answer: { status: 204, headers: { 'Content-Type': 'application/json' } },
};
const HEAD: Handshake = { known: { method: 'HEAD' }, proof: 'none', answer: {} };
const HELLO: Handshake = {
	known: { has: [field('webhook_id')], onlyFields: ['webhook_id'] },
	proof: 'none',
	answer: {},
};
const HOOK_SECRET: Handshake = {
	known: { has: [header('X-Hook-Secret')] },
	proof: 'none',
	answer: { headers: { 'X-Hook-Secret': { copy: header('X-Hook-Secret') } } },
	bringsSecret: header('X-Hook-Secret'),
};
const VERIFICATION_TOKEN: Handshake = {
	known: { has: [field('verification_token')], onlyFields: ['verification_token'] },
	proof: 'none',
	answer: {},
	bringsSecret: field('verification_token'),
};

describe.each(URLS)('a handshake at the %s URL', (_which, urlOf) => {
	it('that is signed is answered with the text of a field', async () => {
		const host = await startWith([CHALLENGE]);
		const body = JSON.stringify({ type: 'url_verification', challenge: '<script>' });
		const { status, headers, body: text } = await host.post(body, signed(body), urlOf(host));
		expect({ status, text }).toEqual({ status: 200, text: '<script>' });
		expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(host.executions).toEqual([]);
	});

	it('that is signed wrongly is refused and never runs', async () => {
		const host = await startWith([CHALLENGE]);
		const body = JSON.stringify({ type: 'url_verification', challenge: 'x' });
		expect(await host.post(body, signed(body, 'another'), urlOf(host))).toMatchObject({
			status: 401,
		});
		expect(await host.post(body, {}, urlOf(host))).toMatchObject({ status: 401 });
		expect(host.executions).toEqual([]);
	});

	it('by GET is believed by the verification token', async () => {
		const host = await startWith([SUBSCRIBE]);
		const ask = async (token: string) =>
			await host.ask(
				'GET',
				`?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`,
				{},
				urlOf(host),
			);
		expect(await ask('the%20token')).toMatchObject({ status: 200, body: 1158201444 });
		expect(await ask('another')).toMatchObject({ status: 403 });
		expect(await ask('')).toMatchObject({ status: 403 });
	});

	it('asks for an HMAC of what may be signed, and of nothing else', async () => {
		const host = await startWith([CRC]);
		const ask = async (token: string) =>
			await host.ask('GET', `?crc_token=${encodeURIComponent(token)}`, {}, urlOf(host));
		const hmac = createHmac('sha256', SECRET).update('abc+/=').digest('base64');
		expect(await ask('abc+/=')).toMatchObject({
			status: 200,
			body: { response_token: `sha256=${hmac}` },
		});
		for (const body of ['{"for_user_id":"1"}', 'a b', 'x'.repeat(257), 'a\n']) {
			expect(await ask(body)).toMatchObject({ status: 400 });
		}
	});

	it('with an empty body is told from an event with the same query', async () => {
		const host = await startWith([VALIDATION]);
		const url = `${urlOf(host)}?validationToken=a+b%3Cb%3E`;
		const headers = { 'content-type': 'text/plain; charset=utf-8' };
		expect(await host.post('', headers, url)).toMatchObject({ status: 200, body: 'a b<b>' });
		expect(await host.post(event(), {}, url)).toMatchObject({ status: 401 });
	});

	it('may be answered with JSON, with nothing, and with another status', async () => {
		const host = await startWith([PING, NOTHING]);
		const ping = '{"type":1}';
		expect(await host.post(ping, signed(ping), urlOf(host))).toMatchObject({
			status: 200,
			body: { type: 1 },
		});
		const nothing = '{"type":0}';
		const answered = await host.post(nothing, signed(nothing), urlOf(host));
		expect(answered).toMatchObject({ status: 204, body: '' });
		expect(answered.headers.get('content-type')).toContain('application/json');
		expect(host.executions).toEqual([]);
	});

	it('by HEAD is answered without a body, and by another method with 405', async () => {
		const host = await startWith([HEAD]);
		expect(await host.ask('HEAD', '', {}, urlOf(host))).toMatchObject({ status: 200, body: '' });
		const refused = await host.ask('GET', '', {}, urlOf(host));
		expect(refused).toMatchObject({ status: 405, body: { error: expect.any(String) } });
		expect(refused.headers.get('allow')).toBe('POST, HEAD');
	});

	it('as a form without a signature is exactly that form', async () => {
		const host = await startWith([HELLO], { bodies: ['json', 'form'] });
		const form = { 'content-type': 'application/x-www-form-urlencoded' };
		const send = async (body: string) => await host.post(body, form, urlOf(host));
		expect(await send('webhook_id=5')).toMatchObject({ status: 200, body: '' });
		expect(await send('webhook_id=5&a=1')).toMatchObject({ status: 401 });
		expect(host.executions).toEqual([]);
	});

	it('that needs no signature is refused with a wrong one', async () => {
		const host = await startWith([HELLO]);
		const body = '{"webhook_id":5}';
		expect(await host.post(body, signed(body), urlOf(host))).toMatchObject({ status: 200 });
		expect(await host.post(body, signed(body, 'x'), urlOf(host))).toMatchObject({ status: 401 });
	});

	it('is answered with at most 2 KB', async () => {
		const host = await startWith([VALIDATION]);
		const send = async (length: number) =>
			await host.post('', {}, `${urlOf(host)}?validationToken=${'x'.repeat(length)}`);
		expect(await send(2048)).toMatchObject({ status: 200 });
		expect(await send(2049)).toMatchObject({ status: 400 });
	});
});

it('a request by GET of a sender without handshakes is answered with 405', async () => {
	const host = await start();
	const answered = await host.ask('GET');
	expect(answered).toMatchObject({ status: 405 });
	expect(answered.headers.get('allow')).toBe('POST');
	expect(await host.ask('HEAD')).toMatchObject({ status: 405 });
});

describe('a secret that a handshake brings', () => {
	const bring = async (host: Host, secret: string, url = host.url) =>
		await host.post('{}', { 'x-hook-secret': secret }, url);
	const body = JSON.stringify(event());

	it('is sent back, kept beside the registration, and verifies from then on', async () => {
		const host = await startWith([HOOK_SECRET]);
		expect(await host.post(body, signed(body, 'brought'))).toMatchObject({ status: 401 });
		const answered = await bring(host, 'brought');
		expect(answered).toMatchObject({ status: 200, body: '' });
		expect(answered.headers.get('x-hook-secret')).toBe('brought');
		expect(host.executions).toEqual([]);
		expect(host.stored).toMatchObject({ brought: 'brought' });
		expect(await host.post(body, signed(body, 'brought'))).toMatchObject({ status: 200 });
		expect(host.executions).toHaveLength(1);
	});

	it('leaves that of the credential valid', async () => {
		const host = await startWith([HOOK_SECRET]);
		await bring(host, 'brought');
		expect(await host.post(body, signed(body))).toMatchObject({ status: 200 });
	});

	it('survives a restart of n8n', async () => {
		const host = await startWith([HOOK_SECRET]);
		await bring(host, 'brought');
		await host.post(body, signed(body));
		const again = await startWith([HOOK_SECRET]);
		again.database.staticData = host.database.staticData;
		Object.assign(again.database, { workflowId: host.database.workflowId });
		expect(again.stored).toMatchObject({ brought: 'brought' });
		const other = JSON.stringify(event({ id: 'event-2' }));
		expect(await again.post(other, signed(other, 'brought'))).toMatchObject({ status: 200 });
	});

	it('is never replaced by a later one, which somebody else may have sent', async () => {
		const host = await startWith([HOOK_SECRET]);
		await bring(host, 'first');
		const answered = await bring(host, 'second');
		expect(answered).toMatchObject({ status: 401 });
		expect(answered.headers.get('x-hook-secret')).toBeNull();
		expect(await bring(host, 'first')).toMatchObject({ status: 200 });
		expect(await host.post(body, signed(body, 'second'))).toMatchObject({ status: 401 });
	});

	it('is shown by an item at the test URL and holds there only', async () => {
		const host = await startWith([HOOK_SECRET]);
		const answered = await bring(host, 'brought', host.testUrl);
		expect(answered.headers.get('x-hook-secret')).toBe('brought');
		expect(host.executions).toMatchObject([
			[[{ json: { delivery: { secret: 'brought', note: expect.any(String) } } }], []],
		]);
		expect(await host.post(body, signed(body, 'brought'), host.testUrl)).toMatchObject({
			status: 200,
		});
		expect(await host.post(body, signed(body, 'brought'))).toMatchObject({ status: 401 });
	});

	it('has to fit the signature that comes with it', async () => {
		const host = await startWith([VERIFICATION_TOKEN]);
		const token = '{"verification_token":"secret_x"}';
		expect(await host.post(token, signed(token, 'another'))).toMatchObject({ status: 401 });
		expect(await host.post(token, signed(token, 'secret_x'))).toMatchObject({ status: 200 });
		expect(await host.post(body, signed(body, 'secret_x'))).toMatchObject({ status: 200 });
	});

	it('may be another one each time that the user begins to listen', async () => {
		const host = await startWith([HOOK_SECRET]);
		const methods = webhookMethods({}, host.dependencies.store);
		host.nodeType = Object.assign(host.nodeType, { webhookMethods: methods });
		await bring(host, 'first', host.testUrl);
		expect(await bring(host, 'second', host.testUrl)).toMatchObject({ status: 401 });
		await host.activate('manual');
		expect(await bring(host, 'second', host.testUrl)).toMatchObject({ status: 200 });
		await bring(host, 'first');
		await host.activate();
		expect(await bring(host, 'second')).toMatchObject({ status: 401 });
	});

	it('is no longer than any secret', async () => {
		const host = await startWith([HOOK_SECRET]);
		expect(await bring(host, 'x'.repeat(1025))).toMatchObject({ status: 400 });
		expect(host.stored).toEqual({});
	});
});

describe('whatever is sent', () => {
	const places = [query('a'), header('x-a'), field('a')];
	const values = fc.oneof(fc.string(), fc.constantFrom('ok', '__proto__', '\r\nSet-Cookie: a=b'));
	const proofs = fc.constantFrom<Handshake['proof']>('signature', 'none', {
		verificationToken: query('token'),
	});
	const answers = fc.constantFrom<Handshake['answer']>(
		...places.flatMap((copy) => [
			{ text: { copy } },
			{ headers: { 'X-Back': { copy } } },
			{ fields: { back: { hmac: copy, encoding: 'hex' as const, only: /^[a-z]{1,9}$/ } } },
		]),
	);

	it('is answered by what it proves, in one line and with no more than it brought', () => {
		fc.assert(
			fc.property(values, values, proofs, answers, (value, token, proof, answer) => {
				const request = {
					...webhookOf('{}', { method: 'POST', headers: { 'x-a': value } }),
					query: { a: value, token },
					body: { a: value },
				};
				const outcome = answerHandshake(
					{ known: {}, proof, answer },
					request,
					{
						signature: { schemes: [hookSignature], secrets: [SECRET] },
						verificationTokens: ['ok'],
					},
					() => undefined,
				);
				const believed = proof === 'none' || (proof !== 'signature' && token === 'ok');
				if (!believed) expect(outcome).toMatchObject({ reason: 'handshake' });
				if (isRefusal(outcome)) return;
				const { headers = {}, body } = outcome.answer;
				expect(believed).toBe(true);
				expect(Object.values(headers).join('')).not.toMatch(/[\r\n]/);
				if (typeof body === 'string') {
					expect(body).toBe(value);
					expect(headers).toMatchObject({ 'X-Content-Type-Options': 'nosniff' });
				}
				if (typeof body === 'object') expect(value).toMatch(/^[a-z]{1,9}$/);
			}),
		);
	});
});
