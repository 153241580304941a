import { createHmac } from 'node:crypto';

import { freshConversationPayload } from '../../fixtures';
import { afterMs } from '../../support/afterMs';
import {
	attemptFrom,
	type ConversationPair,
	conversationsOf,
	startPair,
	verifiedOf,
} from './setup';

const CURRENT = 'current-callback-token';
const SECRET = 'current-signing-secret';
const PREVIOUS_SECRET = 'previous-signing-secret';

let pair: ConversationPair;
afterEach(async () => await pair.close());

const loads = () => pair.host.credentialsHelper.loads;

describe('a required signature', () => {
	const hmac = (secret: string, body: string, encoding: 'hex' | 'base64' = 'hex') =>
		createHmac('sha256', secret).update(body).digest(encoding);

	const start = async (parameters: Record<string, unknown> = {}) => {
		pair = await startPair({
			requireSignature: true,
			signatureHeader: 'X-Conversation-Signature',
			...parameters,
		});
		pair.filled.signing.secret = SECRET;
		pair.filled.api.callbackToken = CURRENT;
		await pair.host.activate();
	};
	const callbackUrl = () =>
		conversationsOf(pair)[0]?.config.callback_url ?? `${pair.host.url}?token=${CURRENT}`;
	const post = async (
		signatureOf: (body: string) => string | undefined,
		{ url = callbackUrl(), body = JSON.stringify(freshConversationPayload()) } = {},
	) => {
		const signature = signatureOf(body);
		const headers: Record<string, string> =
			signature === undefined ? {} : { 'x-conversation-signature': signature };
		const { status } = await pair.host.post(body, headers, url);
		return status;
	};

	it('is checked in addition to the token', async () => {
		await start();
		const good = (body: string) => hmac(SECRET, body);
		expect(await post(good)).toBe(200);
		expect(await post(good, { url: pair.host.url })).toBe(401);
		expect(await post(good, { url: `${pair.host.url}?token=wrong` })).toBe(401);
		expect(verifiedOf(pair)).toEqual(['X-Conversation-Signature']);
	});

	it.each([
		['hex without a prefix', {}, (body: string) => hmac(SECRET, body)],
		['hex in capitals', {}, (body: string) => hmac(SECRET, body).toUpperCase()],
		[
			'hex with a prefix',
			{ signaturePrefix: 'sha256=' },
			(body: string) => `sha256=${hmac(SECRET, body)}`,
		],
		[
			'Base64 without a prefix',
			{ signatureEncoding: 'base64' },
			(body: string) => hmac(SECRET, body, 'base64'),
		],
		[
			'Base64 with a prefix',
			{ signatureEncoding: 'base64', signaturePrefix: 'v1,' },
			(body: string) => `v1,${hmac(SECRET, body, 'base64')}`,
		],
	])('may be %s', async (_how, parameters, signatureOf) => {
		await start(parameters);
		expect(await post(signatureOf)).toBe(200);
		expect(await post((body) => signatureOf(`${body} `))).toBe(401);
		expect(pair.host.executions).toHaveLength(1);
	});

	it.each<[string, (body: string) => string | undefined]>([
		['none', () => undefined],
		['an empty one', () => ''],
		['one with another secret', (body) => hmac('forged', body)],
		['one with an empty secret', (body) => hmac('', body)],
		['one with a prefix that is not expected', (body) => `sha256=${hmac(SECRET, body)}`],
		['one cut short', (body) => hmac(SECRET, body).slice(2)],
		['one in another encoding', (body) => hmac(SECRET, body, 'base64')],
	])('is refused when there is %s', async (_what, signatureOf) => {
		await start();
		expect(await post(signatureOf)).toBe(401);
		expect(pair.host.executions).toEqual([]);
	});

	it('is refused when it is repeated', async () => {
		await start();
		const [conversation] = conversationsOf(pair);
		const body = JSON.stringify(freshConversationPayload());
		const signature = hmac(SECRET, body);
		const headers = { 'X-Conversation-Signature': [signature, signature] };
		const answered = await attemptFrom(pair, conversation?.id ?? '', { body, headers });
		expect(answered.status).toBe(401);
	});

	it('is taken with the previous secret as long as the credential names it, and 10 seconds more', async () => {
		await start();
		const previous = (body: string) => hmac(PREVIOUS_SECRET, body);
		pair.filled.signing.previousSecret = PREVIOUS_SECRET;
		expect(await post(previous)).toBe(200);
		expect(await post((body) => hmac(SECRET, body))).toBe(200);
		pair.filled.signing.previousSecret = '';
		afterMs(10_000);
		expect(await post(previous)).toBe(401);
		expect(await post((body) => hmac('', body))).toBe(401);
	});

	it('costs one look at each credential that is needed, and none in the next 10 seconds', async () => {
		await start();
		const before = loads();
		await post((body) => hmac(SECRET, body));
		await post((body) => hmac(SECRET, body));
		expect(loads() - before).toBe(2);
		await pair.close();

		await start({ registration: 'manual' });
		const beforeManual = loads();
		expect(await post((body) => hmac(SECRET, body))).toBe(200);
		expect(loads() - beforeManual).toBe(2);
	});
});
