import { generateKeyPairSync } from 'node:crypto';

import { WebhookSigningSecretApi } from '../../../credentials/WebhookSigningSecretApi.credentials';
import { SignedWebhook } from '../../../nodes/SignedWebhook/SignedWebhook.node';
import { schemesToSend } from '../../../nodes/SignedWebhook/send/signature';
import { SENDERS } from '../../../nodes/SignedWebhook/senders';
import type { Sender } from '../../../nodes/SignedWebhook/senders/sender';
import { needsOf } from '../../../nodes/shared/signature/keys';
import { executeContext } from '../../support/executeContext';
import type { TriggerHost } from '../../support/triggerHost';
import { startTrigger, whsec } from '../signedWebhookTrigger/setup';

let host: TriggerHost;
afterEach(async () => await host.close());

/** Sends an item to the trigger, over a real socket, with the node and the network of this machine. */
async function send(
	parameters: Record<string, unknown>,
	credential: Record<string, string>,
	json: object = { type: 'order.paid', id: 'evt_1' },
) {
	const node = new SignedWebhook();
	const [[item] = []] = await node.execute.call(
		executeContext({
			nodeType: node,
			parameters: {
				url: host.url,
				retries: 'none',
				...parameters,
				options: { allowHttp: true, ...(parameters.options as object) },
			} as never,
			credentials: [{ type: new WebhookSigningSecretApi(), data: credential }],
			items: [{ json: json as never }],
		}),
	);
	return item?.json;
}

describe('both nodes with their defaults', () => {
	it('understand each other', async () => {
		const secret = whsec('a secret that both sides know');
		host = await startTrigger({}, { secret });
		await host.activate();
		const sent = await send({}, { secret });
		expect(sent).toMatchObject({ delivery: { status: 'delivered', statusCode: 200 } });
		expect(host.executions).toHaveLength(1);
		expect(host.executions[0]?.[0]?.[0]?.json).toMatchObject({
			type: 'order.paid',
			delivery: {
				id: (sent?.delivery as { messageId: string }).messageId,
				eventType: 'order.paid',
				verified: 'Standard Webhooks',
			},
		});
	});

	it('do so while a secret is replaced, whichever of the two the receiver knows', async () => {
		const [secret, previousSecret] = [whsec('the new secret'), whsec('the old secret')];
		host = await startTrigger({}, { secret: previousSecret });
		await host.activate();
		const both = { options: { signWithBoth: true } };
		expect(await send(both, { secret, previousSecret })).toMatchObject({
			delivery: { statusCode: 200 },
		});
		await expect(send({}, { secret, previousSecret })).rejects.toMatchObject({ httpCode: '401' });
	});
});

const PEM = { private: { type: 'pkcs8', format: 'pem' }, public: { type: 'spki', format: 'pem' } };
const halves = (pair: ReturnType<typeof generateKeyPairSync>) => ({
	secret: String(pair.privateKey.export(PEM.private as never)),
	known: String(pair.publicKey.export(PEM.public as never)),
});
const KEYS = {
	ed25519: halves(generateKeyPairSync('ed25519') as never),
	ec: halves(generateKeyPairSync('ec', { namedCurve: 'P-256' }) as never),
	rsa: halves(generateKeyPairSync('rsa', { modulusLength: 2048 }) as never),
};

/** A secret to sign with, and what the receiver knows of it. */
function keysOf(sender: Sender): { secret: string; known: string } {
	const [scheme] = schemesToSend(sender);
	const [need] = scheme ? needsOf(scheme) : [];
	if (need?.algorithm === 'ed25519') return KEYS.ed25519;
	if (need?.algorithm === 'ecdsa-sha256' || need?.algorithm === 'ES256') return KEYS.ec;
	if (/^rsa|^RS/.test(need?.algorithm ?? '')) return KEYS.rsa;
	const key = Buffer.from('a key of 32 bytes for the tests!');
	const secret =
		need?.key === 'hex'
			? key.toString('hex')
			: need?.key === 'whsec' || need?.key === 'base64'
				? key.toString('base64')
				: 'user:a-secret-of-both-sides';
	return { secret, known: secret };
}

const CANNOT = ['adyen', 'dropboxSign', 'figma', 'mailgun', 'microsoftGraph'];

/** What a message needs besides its signature to be an event of this sender. */
function messageFor({ value, bodies = ['json'], formPayload }: Sender): {
	options?: Record<string, unknown>;
	[field: string]: unknown;
} {
	if (bodies.includes('json')) {
		// Its signature covers the first of a list.
		return value === 'segmentBatch' ? { payload: 'json', jsonBody: '[{"type":"track"}]' } : {};
	}
	if (bodies.includes('form')) {
		const name = formPayload ?? 'From';
		return {
			payload: 'form',
			formFields: { field: [{ name, value: formPayload ? '{"type":"a"}' : '+1 555' }] },
		};
	}
	if (bodies.includes('xml')) {
		return { payload: 'text', textBody: '<event/>', options: { contentType: 'application/xml' } };
	}
	return { payload: 'text', textBody: 'something happened' };
}

describe('the senders of the table', () => {
	beforeEach(async () => (host = await startTrigger({})));

	it('can be sent as, but for those whose signature stands in the body', () => {
		const cannot = SENDERS.filter((sender) => schemesToSend(sender).length === 0);
		expect(cannot.map(({ value }) => value)).toEqual(CANNOT);
	});
});

describe.each(SENDERS.filter(({ value }) => !CANNOT.includes(value)))(
	'what is sent as $name',
	(sender) => {
		it('is taken by the trigger for that sender, and shows no secret', async () => {
			const { secret, known } = keysOf(sender);
			const verificationToken = 'a token that the sender tries the URL with';
			host = await startTrigger({ sender: sender.value }, { secret: known, verificationToken });
			await host.activate();
			const now = new Date().toISOString();
			const json = { type: 'a.b', id: 'evt_1', webhookTimestamp: Date.now(), created_at: now };
			const { options, ...message } = messageFor(sender);
			const sent = await send(
				{ ...message, signature: sender.value, options: { ...options, eventType: 'a.b' } },
				{ secret },
				json,
			);
			expect(sent).toMatchObject({ delivery: { status: 'delivered' } });
			expect(JSON.stringify(sent)).not.toContain(secret);
			expect(host.executions).toHaveLength(1);
		});
	},
);
