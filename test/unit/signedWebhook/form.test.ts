import { type INodeParameters, type INodeProperties, NodeHelpers } from 'n8n-workflow';

import { SignedWebhook } from '../../../nodes/SignedWebhook/SignedWebhook.node';
import { SignedWebhookTrigger } from '../../../nodes/SignedWebhook/trigger/SignedWebhookTrigger.node';
import { SENDERS, senderOf } from '../../../nodes/SignedWebhook/senders';
import { weaknesses } from '../../../nodes/SignedWebhook/senders/weakness';
import { LONG_BACKOFF } from '../../../nodes/SignedWebhook/send/retryFields';
import { VerifyWebhook } from '../../../nodes/SignedWebhook/verify/VerifyWebhook.node';
import { SHORT_BACKOFF } from '../../../nodes/shared/deliver/fields';

const trigger = new SignedWebhookTrigger().description;
const verify = new VerifyWebhook().description;
const sending = new SignedWebhook().description;

const NODE = { id: 'node-1', name: 'Form', type: 'form', typeVersion: 2, position: [0, 0] };

/** The names of the fields that the editor shows for these parameters. */
function shown(description: typeof trigger, given: INodeParameters): string[] {
	const node = { ...NODE, parameters: given };
	const parameters =
		NodeHelpers.getNodeParameters(
			description.properties,
			given,
			true,
			false,
			node as never,
			description,
		) ?? {};
	return description.properties
		.filter((property) =>
			NodeHelpers.displayParameter(parameters, property, node as never, description),
		)
		.map(({ name }) => name);
}

/** The names of the options that can be added. */
function optionsFor(description: typeof trigger, sender: string): string[] {
	const collection = description.properties.find(({ name }) => name === 'options');
	const root = { sender };
	const node = { ...NODE, parameters: root };
	return ((collection?.options ?? []) as INodeProperties[])
		.filter((option) => NodeHelpers.displayParameter({}, option, node as never, description, root))
		.map(({ name }) => name);
}

const ALWAYS = ['setupNotice', 'sender', 'options'];

describe('the form of the trigger and of Verify Webhook', () => {
	it.each(SENDERS.map(({ value }) => value))('shows what %s needs and no more', (value) => {
		const { schemes, handshakes = [], eventType } = senderOf(value) ?? fail();
		const isWeak = schemes.every((scheme) => weaknesses(scheme).length > 0);
		for (const description of [trigger, verify]) {
			const fields = shown(description, { sender: value });
			expect(fields.filter((name) => name.endsWith('Notice')).sort()).toEqual(
				[
					'setupNotice',
					...(isWeak ? ['weakNotice'] : []),
					...(optionsFor(description, value).includes('signedUrl') ? ['addressNotice'] : []),
					...(handshakes.some(({ proof }) => typeof proof === 'object')
						? ['verificationNotice']
						: []),
					...(handshakes.some(({ bringsSecret }) => bringsSecret) ? ['bringsSecretNotice'] : []),
				].sort(),
			);
			expect(fields.filter((name) => !name.endsWith('Notice') && !ALWAYS.includes(name))).toEqual(
				eventType ? ['eventTypes'] : [],
			);
		}
	});

	it.each([
		['standardWebhooks', true, false],
		['github', false, false],
		['gitLab', true, false],
		['gitLabToken', false, false],
		['shopify', false, false],
		['twilio', false, true],
		['hubSpot', true, true],
		['custom', true, true],
	])('%s: options for a signed time %s, for a signed address %s', (sender, time, address) => {
		expect(sender === 'custom' || senderOf(sender)).toBeTruthy();
		for (const description of [trigger, verify]) {
			const names = optionsFor(description, sender);
			expect(names.includes('tolerance')).toBe(time);
			expect(names.includes('signedUrl')).toBe(address);
		}
	});

	it('says of each sender what proves it and what its secret is', () => {
		const field = trigger.properties.find(({ name }) => name === 'sender');
		expect(field?.default).toBe('standardWebhooks');
		expect(field?.options).toHaveLength(SENDERS.length + 1);
		expect(field?.options).toContainEqual(
			expect.objectContaining({
				value: 'github',
				description: expect.stringMatching(
					/^X-Hub-Signature-256.*\. Secret: .+\. Event types such as .+\.$/,
				),
			}),
		);
	});
});

const custom = (parameters: INodeParameters) => shown(trigger, { sender: 'custom', ...parameters });

describe('Custom', () => {
	it('starts with what a signature of the body needs', () => {
		expect(custom({})).toEqual([
			'setupNotice',
			'sender',
			'findSender',
			'proof',
			'signatureIn',
			'signatureHeader',
			'signaturePrefix',
			'signatureAlgorithm',
			'signatureEncoding',
			'secretFormat',
			'signatureLayout',
			'signedContent',
			'bodies',
			'isBatch',
			'eventIdFrom',
			'eventTypeFrom',
			'options',
		]);
	});

	it.each<[string, INodeParameters, string[], string[]]>([
		['query', { signatureIn: 'query' }, ['signatureParameter'], ['signatureHeader']],
		['body', { signatureIn: 'field' }, ['signatureField'], ['signatureHeader']],
		['token', { proof: 'token' }, ['tokenFormat'], ['signatureAlgorithm', 'signedContent']],
		['JWT', { proof: 'jwt' }, ['tokenAlgorithms', 'claims'], ['signatureLayout', 'secretFormat']],
		['list', { signatureLayout: 'list' }, ['separator'], ['signatureKey']],
		['pairs', { signatureLayout: 'pairs' }, ['separator', 'signatureKey'], []],
		['public key', { signatureAlgorithm: 'ed25519' }, [], ['secretFormat']],
		[
			'time in a header',
			{ signedContent: 'timestampBody' },
			['timestampIn', 'timestampHeader', 'timestampUnit'],
			['timestampName', 'signedContentTemplate', 'messageIdHeader'],
		],
		[
			'time in the query',
			{ signedContent: 'timestampBody', timestampIn: 'query' },
			['timestampName'],
			['timestampHeader'],
		],
		[
			'template',
			{ signedContent: 'template' },
			['signedContentTemplate', 'messageIdHeader', 'timestampIn'],
			[],
		],
		['form', { bodies: ['form'] }, ['formPayload'], []],
		['batch', { isBatch: true }, ['batchPath'], []],
		['id in a header', { eventIdFrom: 'header' }, ['eventIdHeader'], ['eventIdPath']],
		[
			'type in the body',
			{ eventTypeFrom: 'path' },
			['eventTypePath', 'eventTypes'],
			['eventTypeHeader'],
		],
	])('fields appear for %s', (_what, parameters, present, absent) => {
		const fields = custom(parameters);
		expect(fields).toEqual(expect.arrayContaining(present));
		expect(fields.filter((name) => absent.includes(name))).toEqual([]);
	});

	it('asks which event types are wanted only where something says of which type an event is', () => {
		for (const description of [trigger, verify]) {
			const fields = (eventTypeFrom: string) =>
				shown(description, { sender: 'custom', eventTypeFrom });
			expect(fields('none')).not.toContain('eventTypes');
			for (const place of ['header', 'path']) {
				const names = fields(place);
				expect(names.filter((name) => name === 'eventTypes')).toHaveLength(1);
				expect(names.indexOf('eventTypeFrom')).toBeLessThan(names.indexOf('eventTypes'));
			}
		}
	});

	it('to send has no place in the body, which is what is signed', () => {
		const places = sending.properties.find(({ name }) => name === 'signatureIn');
		expect(places?.options).not.toContainEqual(expect.objectContaining({ value: 'field' }));
		expect(shown(sending, { signature: 'custom', url: 'https://example.com' })).toContain('proof');
		expect(shown(sending, { url: 'https://example.com' })).not.toContain('proof');
	});
});

describe('the form of Signed Webhook', () => {
	const ESSENTIAL = ['method', 'url', 'payload', 'signature', 'retries'];

	it('starts with what every delivery needs, and two collections', () => {
		expect(shown(sending, {})).toEqual([...ESSENTIAL, 'longWaits', 'retryOptions', 'options']);
	});

	it.each<[string, INodeParameters, string[], string[]]>([
		['one attempt', { retries: 'none' }, [], ['longWaits', 'retryOptions']],
		['waits of your own', { retries: 'custom' }, ['waits', 'retryOptions'], []],
		['a schedule', { retries: 'missive' }, ['longWaits', 'retryOptions'], ['waits']],
		['waits elsewhere', { longWaits: 'handOver' }, ['handOverNotice', 'retryOptions'], []],
		['text', { payload: 'text' }, ['textBody'], ['jsonBody', 'formFields']],
		['no signature', { signature: 'none' }, [], ['proof']],
	])('has for %s what matters', (_what, parameters, present, absent) => {
		const fields = shown(sending, parameters);
		expect(fields).toEqual(expect.arrayContaining([...ESSENTIAL, ...present]));
		expect(fields.filter((name) => absent.includes(name))).toEqual([]);
		expect(new Set(fields).size).toBe(fields.length);
	});

	/** The options of retries that can be added, with their defaults. */
	function retryOptionsFor(root: INodeParameters) {
		const node = { ...NODE, parameters: root };
		const isShown = (values: INodeParameters, field: INodeProperties) =>
			NodeHelpers.displayParameter(values, field, node as never, sending, root);
		const [collection, ...others] = sending.properties.filter(
			(field) => field.name === 'retryOptions' && isShown(root, field),
		);
		expect(others).toEqual([]);
		const fields = (collection?.options ?? []) as INodeProperties[];
		return Object.fromEntries(
			fields.filter((field) => isShown({}, field)).map((field) => [field.name, field.default]),
		);
	}

	it('has the numbers of Exponential Backoff only for it, and longer ones where waits are handed over', () => {
		const short = { retries: 'exponential', longWaits: 'wait' };
		expect(retryOptionsFor(short)).toMatchObject(SHORT_BACKOFF);
		expect(retryOptionsFor(short)).not.toHaveProperty('longWaitSeconds');
		expect(retryOptionsFor({ ...short, longWaits: 'handOver' })).toMatchObject({
			...LONG_BACKOFF,
			longWaitSeconds: 60,
		});
		expect(Object.keys(retryOptionsFor({ ...short, retries: 'openWork' }))).toEqual([
			'retryAfterCapSeconds',
			'retryOn',
			'statusCodes',
			'totalSeconds',
		]);
	});
});

it.each([trigger, verify, sending])(
	'the description of $name is small for a browser',
	(description) => {
		expect(JSON.stringify(description).length).toBeLessThan(60_000);
	},
);

function fail(): never {
	throw new Error('The table has no such sender');
}
