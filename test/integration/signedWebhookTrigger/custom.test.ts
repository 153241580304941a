import { bodyHmac } from '../../../nodes/shared/signature/bodyHmac';
import { github, standardWebhooks } from '../../../nodes/shared/signature/schemes';
import type { TriggerHost } from '../../support/triggerHost';
import { SECRET, signedHeaders, startTrigger } from './setup';

let host: TriggerHost;
afterEach(async () => await host.close());

const scheme = bodyHmac(
	'X-Acme-Signature',
	{ algorithm: 'hmac-sha512', encoding: 'base64', prefix: 'v2=' },
	{
		content: 'acme:{id}:{timestamp}:{body}',
		timestamp: { at: { header: 'X-Acme-Time' }, unit: 'ms' },
		messageId: { header: 'X-Acme-Id' },
	},
);

const parameters = {
	sender: 'custom',
	signatureHeader: 'X-Acme-Signature',
	signatureAlgorithm: 'hmac-sha512',
	signatureEncoding: 'base64',
	signaturePrefix: 'v2=',
	signedContent: 'template',
	signedContentTemplate: 'acme:{id}:{timestamp}:{body}',
	timestampHeader: 'X-Acme-Time',
	timestampUnit: 'ms',
	messageIdHeader: 'X-Acme-Id',
	eventIdFrom: 'header',
	eventIdHeader: 'X-Acme-Id',
	eventTypeFrom: 'path',
	eventTypePath: 'events.0.kind',
	eventTypes: 'order.paid, order.sent',
};

const order = (kind: unknown) => JSON.stringify({ events: [{ kind }] });
const send = async (body: string, options: Parameters<typeof signedHeaders>[2] = {}) =>
	await host.post(body, signedHeaders(scheme, body, options));

describe('a signature of one’s own', () => {
	beforeEach(async () => {
		host = await startTrigger(parameters);
		await host.activate();
	});

	it('is verified with all that was set', async () => {
		expect((await send(order('order.paid'))).body).toEqual({ received: true });
		expect(host.executions[0]?.[0]?.[0]?.json.delivery).toMatchObject({
			id: 'msg_1',
			eventType: 'order.paid',
			verified: 'X-Acme-Signature',
		});
		expect((await send(order('order.paid'), { nowMs: Date.now() - 301_000 })).status).toBe(400);
	});

	it('covers the id and the time', async () => {
		const body = order('order.paid');
		const headers = signedHeaders(scheme, body);
		expect((await host.post(body, { ...headers, 'X-Acme-Id': 'msg_2' })).status).toBe(401);
		expect((await host.post(body, { ...headers, 'X-Acme-Time': '1' })).status).toBe(401);
		const incomplete = { ...headers };
		delete incomplete['X-Acme-Id'];
		expect((await host.post(body, incomplete)).status).toBe(401);
	});

	it.each([
		['order.lost', 'The event type order.lost is not listed in the node'],
		[undefined, 'The event type (none) is not listed in the node'],
		[{ a: 1 }, 'The event type (none) is not listed in the node'],
	])('ignores the type %j', async (kind, ignored) => {
		expect((await send(order(kind))).body).toEqual({ received: true, ignored });
	});

	it('takes a number for a type, and nothing that is not the payload’s own', async () => {
		host.parameters = { ...host.parameters, eventTypes: '7, constructor' };
		expect((await send(order(7))).body).toEqual({ received: true });
		host.parameters = { ...host.parameters, eventTypePath: 'constructor.name' };
		expect((await send(order(1), { id: 'msg_2' })).body).toHaveProperty('ignored');
	});

	it('sends what is no object to Invalid', async () => {
		await send('[1]');
		expect(host.executions[0]?.[1]?.[0]?.json).toMatchObject({ body: [1] });
	});
});

describe('without an id', () => {
	it('copies are found by the payload', async () => {
		host = await startTrigger({ ...parameters, signedContent: 'body', eventIdFrom: 'none' });
		const bare = { ...scheme, content: '{body}' };
		const post = async (body: string) => await host.post(body, signedHeaders(bare, body));
		await post(order('order.paid'));
		expect((await post(order('order.paid'))).body).toHaveProperty('duplicate');
		expect((await post(order('order.sent'))).body).toEqual({ received: true });
	});
});

describe('the trigger does not activate', () => {
	it.each([
		[
			'without a secret',
			{ sender: 'github', eventTypes: '' },
			{ secret: ' \n' },
			/X-Hub-Signature-256. Secret: it is empty/,
		],
		[
			'with a secret that the signature cannot have',
			{ sender: 'standardWebhooks' },
			{ secret: 'not base64!' },
			'does not fit the signature Standard Webhooks',
		],
		[
			'with a header that is none',
			{ sender: 'custom', signatureHeader: 'a b' },
			{},
			/Signature Header/,
		],
		[
			'with a signature that leaves the body out',
			{ sender: 'custom', signedContent: 'template', signedContentTemplate: '{id}' },
			{},
			'does not cover the body',
		],
		[
			'with event types and an empty path to them, for it would ignore every event',
			{ eventTypeFrom: 'path', eventTypePath: ' ' },
			{},
			'nothing says of which type an event is',
		],
	])('%s', async (_how, changes, credential, message) => {
		host = await startTrigger({ ...parameters, ...changes }, credential as never);
		await expect(host.activate()).rejects.toThrow(message);
	});

	const bytes = (count: number) => Buffer.alloc(count, 1).toString('base64');

	it.each([
		['whpk_nonsense', 'Secret: a public key has to be whpk_ and the Base64 of 32 bytes'],
		[`whpk_${bytes(31)}`, 'Secret: a public key has to be whpk_ and the Base64 of 32 bytes'],
		['whsec_no Base64!', 'Secret: it has to be whsec_ and the Base64 of the key'],
		['whsec_', 'Secret: it has to be whsec_ and the Base64 of the key'],
		['  ', 'Secret: it is empty'],
		[`whsk_${bytes(32)}`, 'Secret: it is a private key, which only the sender has'],
		[`whsk_${bytes(64)}`, 'enter the public key'],
	])('with the secret %j, and its message says why', async (secret, reason) => {
		host = await startTrigger({ sender: 'standardWebhooks' }, { secret });
		const error = await host.activate().catch((thrown: Error) => thrown);
		expect(error).toMatchObject({ message: expect.stringContaining(reason) });
		expect(error).toMatchObject({
			message: expect.stringContaining('does not fit the signature Standard Webhooks'),
		});
		if (secret.length > 8) expect((error as Error).message).not.toContain(secret.slice(5));
	});

	it('with a previous secret that cannot be a key', async () => {
		const previousSecret = 'whsec_no Base64!';
		host = await startTrigger({ signature: 'svix' }, { previousSecret });
		await expect(host.activate()).rejects.toThrow('Previous Secret: it has to be whsec_');
	});

	it('but does with a public key, and calls nobody', async () => {
		const secret = `whpk_${Buffer.alloc(32, 1).toString('base64')}`;
		host = await startTrigger({ sender: 'standardWebhooks' }, { secret });
		await host.activate();
		await host.deactivate();
	});
});

describe('a secret in the spelling of a page', () => {
	it.each([
		`v1,${SECRET}`,
		` ${SECRET}`,
		`${SECRET}\n`,
		`\tv1,${SECRET}\r\n`,
		SECRET.slice('whsec_'.length),
		SECRET.replace(/=+$/, ''),
	])('just works: %j', async (secret) => {
		host = await startTrigger({ sender: 'standardWebhooks' }, { secret });
		await host.activate();
		const body = '{"type":"a"}';
		const answered = await host.post(body, signedHeaders(standardWebhooks, body));
		expect(answered.body).toEqual({ received: true });
	});

	it.each([' plain text key ', 'plain text key\n'])('also as text: %j', async (secret) => {
		host = await startTrigger({ sender: 'github' }, { secret });
		await host.activate();
		const body = '{}';
		const headers = signedHeaders(github, body, { secret: 'plain text key' });
		expect((await host.post(body, headers)).body).toEqual({ received: true });
	});
});

it('fields that make no sense at run time are answered, not thrown', async () => {
	host = await startTrigger({ ...parameters, signatureHeader: '' });
	expect(await host.post('{}')).toMatchObject({ status: 500 });
});
