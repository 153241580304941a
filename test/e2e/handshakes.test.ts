import { createHmac } from 'node:crypto';

import { SENDERS } from '../../nodes/SignedWebhook/senders';
import { itemsOf, untilExecutions } from '../support/executions';
import type { RestClient } from '../support/rest';
import {
	isTry,
	missesOf,
	receivingParameters,
	senderVectors,
	sendRequest,
	VERIFICATION_TOKEN,
	type VectorRequest,
	wantedInTest,
} from '../support/senderVectors';
import { activateNew, NODES, triggerWorkflow } from '../support/workflows';
import { signInToShared } from './shared';

/** A handshake of a sender as somebody else made it, and the same as it must not be believed. */
interface Forged {
	readonly status: number;
	readonly change: Partial<Pick<VectorRequest, 'headers' | 'query' | 'method'>> & {
		/** As text. */
		readonly body?: string;
	};
}

const NONSENSE_HEX = 'ab'.repeat(32);

/** What is refused, by the sender's value, with the status of the refusal. Headers are added to those of the handshake. */
const FORGED: Readonly<Record<string, Forged>> = {
	slack: { status: 401, change: { headers: { 'X-Slack-Signature': `v0=${NONSENSE_HEX}` } } },
	zoom: { status: 401, change: { headers: { 'x-zm-signature': `v0=${NONSENSE_HEX}` } } },
	twitch: {
		status: 401,
		change: { headers: { 'Twitch-Eventsub-Message-Signature': `sha256=${NONSENSE_HEX}` } },
	},
	front: { status: 401, change: { headers: { 'X-Front-Signature': 'c29tZXRoaW5nIGVsc2U=' } } },
	discord: { status: 401, change: { headers: { 'X-Signature-Ed25519': NONSENSE_HEX.repeat(2) } } },
	discordEvents: {
		status: 401,
		change: { headers: { 'X-Signature-Ed25519': NONSENSE_HEX.repeat(2) } },
	},
	ringCentral: { status: 401, change: { headers: { 'Verification-Token': 'another' } } },
	okta: { status: 401, change: { headers: { Authorization: 'another' } } },
	monday: { status: 401, change: { headers: { Authorization: 'e30.e30.c2ln' } } },
	notion: {
		status: 401,
		change: { headers: { 'X-Notion-Signature': `sha256=${NONSENSE_HEX}` } },
	},
	// The other secret comes when one is kept already.
	asana: { status: 401, change: { headers: { 'X-Hook-Secret': 'another secret' } } },
	meta: {
		status: 403,
		change: { query: '?hub.mode=subscribe&hub.challenge=1&hub.verify_token=another' },
	},
	// Would be the signature of this body.
	x: { status: 400, change: { query: `?crc_token=${encodeURIComponent('{"a":"b"}')}` } },
	// These echo what nobody can prove: what has more to it than the handshake is an event without a signature.
	wooCommerce: { status: 401, change: { body: 'webhook_id=5&total=1' } },
	microsoftGraph: {
		status: 401,
		change: { headers: { 'Content-Type': 'application/json' }, body: '{"value":[{}]}' },
	},
	eventGrid: {
		status: 401,
		change: { headers: { 'aeg-event-type': 'Notification' } },
	},
	dropbox: { status: 405, change: { query: '' } },
	nylas: { status: 405, change: { query: '' } },
	onfleet: { status: 405, change: { query: '' } },
	...Object.fromEntries(
		['mandrill', 'surveyMonkey', 'trello', 'intercom'].map((value) => [
			value,
			{ status: 405, change: { method: 'GET' } },
		]),
	),
};

/** The handshakes among the vectors; Xero's wrongly signed one is one that has to be refused. */
const HANDSHAKES = senderVectors().flatMap((vector) =>
	vector.requests
		.filter((request) => isTry(request) || request.label === 'url_verification')
		.flatMap((request) => vector.senders.map((sender) => ({ sender, vector, request }))),
);

let rest: RestClient;

beforeAll(async () => {
	rest = await signInToShared();
});

async function open(parameters: object, secret: string) {
	const credential = await rest.createCredential('webhookSigningSecretApi', {
		secret,
		verificationToken: VERIFICATION_TOKEN,
	});
	const built = triggerWorkflow('End to end: handshake', {
		type: 'signedWebhookTrigger',
		parameters: parameters as never,
		credentials: [credential],
	});
	const workflowId = await activateNew(rest, built);
	return {
		workflowId,
		production: rest.url + built.productionPath,
		test: rest.url + built.testPath,
	};
}

function forge(request: VectorRequest, { change }: Forged): VectorRequest {
	const body =
		change.body === undefined ? {} : { body: Buffer.from(change.body).toString('base64') };
	return { ...request, ...change, headers: { ...request.headers, ...change.headers }, ...body };
}

test('every sender of the table that tries the address is here', () => {
	const trying = SENDERS.filter(({ handshakes }) => handshakes).map(({ value }) => value);
	expect(Object.keys(FORGED).sort()).toEqual([...trying].sort());
	expect(HANDSHAKES.map(({ sender }) => sender)).toEqual(expect.arrayContaining(trying));
});

test.each(HANDSHAKES)('$sender: $request.label', async ({ sender, vector, request }) => {
	const { workflowId, ...urls } = await open(receivingParameters(sender, vector), vector.secret);
	const forged = FORGED[sender];
	const refusesForged = async (url: string) => {
		if (!forged) return;
		const { status } = await sendRequest(forge(request, forged), url);
		expect({ forgedAt: url, status }).toEqual({ forgedAt: url, status: forged.status });
	};
	const answers = async (url: string, want: VectorRequest['want']) => {
		const seen = { ...(await sendRequest(request, url)), output: null };
		expect({ url, misses: missesOf({ ...want, output: null }, seen) }).toEqual({ url, misses: [] });
	};

	await answers(urls.production, request.want);
	await refusesForged(urls.production);
	await rest.listenForTestEvent(workflowId, NODES.trigger);
	const want = wantedInTest(sender, request);
	if (want.output === 'any') {
		await answers(urls.test, want);
	} else {
		await refusesForged(urls.test);
		await answers(urls.test, want);
		// n8n listens on.
		await answers(urls.test, want);
		await rest.stopListening(workflowId);
	}

	await rest.deactivate(workflowId);
	const shown = want.output === 'any' ? 1 : 0;
	const executions = await untilExecutions(rest, workflowId, shown);
	expect(executions.map(({ mode }) => mode)).toEqual(shown === 1 ? ['manual'] : []);
});

test('a secret that Asana brings is kept for the events that come then, and shown in the test', async () => {
	const { workflowId, ...urls } = await open({ sender: 'asana', eventTypes: '', options: {} }, '');
	const brings = (secret: string): VectorRequest => ({
		label: 'handshake',
		method: 'POST',
		query: '',
		headers: { 'X-Hook-Secret': secret },
		body: '',
		want: { status: 200, output: null },
	});
	const event = (secret: string): VectorRequest => {
		const body = Buffer.from('{"events":[{"action":"changed","resource":{"gid":"1"}}]}');
		const signature = createHmac('sha256', secret).update(body).digest('hex');
		return {
			...brings(secret),
			headers: { 'X-Hook-Signature': signature, 'Content-Type': 'application/json' },
			body: body.toString('base64'),
		};
	};
	const status = async (request: VectorRequest, url: string) =>
		(await sendRequest(request, url)).status;

	expect(await status(event('brought to production'), urls.production)).toBe(401);
	expect(await status(brings('brought to production'), urls.production)).toBe(200);
	expect(await status(brings('of somebody else'), urls.production)).toBe(401);
	expect(await status(event('of somebody else'), urls.production)).toBe(401);
	expect(await status(event('brought to production'), urls.production)).toBe(200);

	await rest.listenForTestEvent(workflowId, NODES.trigger);
	expect(await status(brings('brought to the test'), urls.test)).toBe(200);

	await rest.deactivate(workflowId);
	const [first, second] = await untilExecutions(rest, workflowId, 2);
	expect(first && itemsOf(first, NODES.trigger)).toMatchObject([{ action: 'changed' }]);
	expect(second && itemsOf(second, NODES.trigger)).toMatchObject([
		{ delivery: { secret: 'brought to the test' } },
	]);
});
