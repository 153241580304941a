import type { Browser } from 'playwright-core';

import { sharedWithTests } from '../../e2e/shared';
import {
	type Dialect,
	startAutoresponder,
	startConversation,
	startMissive,
	startOpenWork,
	startSlack,
} from '../../simulators';
import type { Simulator } from '../../simulators/shared/simulator';
import type { RestClient } from '../../support/rest';
import { CredentialForm } from '../credentialForm';
import type { Editor } from '../editor';
import { openSession } from '../session';

type Fields = Readonly<Record<string, string>>;

/** A way to get a credential wrong, and what the answer has to say about it and what to do. */
interface Mistake {
	readonly fields: Fields;
	/** What is made so at the service, for one request. */
	readonly answers?: { readonly status: number; readonly headers?: Fields };
	readonly says: string;
}

/** A credential at a service that is played, or that needs none. */
interface Played {
	readonly service?: Simulator;
	readonly right: Fields;
	readonly mistakes: Readonly<Record<string, Mistake>>;
}

interface CredentialType {
	readonly displayName: string;
	readonly type: string;
	readonly play: (dialect: Dialect) => Promise<Played>;
}

const WRONG = 'wrong-Secret-of-the-walk-0123456789';
const SENT_ON = { status: 302, headers: { location: 'http://127.0.0.1:1/login' } };
const SENT_ON_SAYS = 'The server at the Base URL sends us on to another address';

/** Those that any Base URL can have. */
const AT_ANY: Readonly<Record<string, Mistake>> = {
	'an address that sends on': { fields: {}, answers: SENT_ON, says: SENT_ON_SAYS },
	'an address where nobody listens': {
		fields: { baseUrl: 'http://127.0.0.1:1' },
		says: 'There is no answer at the Base URL. Check the address, that the server is up, and that n8n may reach it. (ECONNREFUSED)',
	},
};

const BOTH: readonly Dialect[] = ['documented', 'as found'];

/** Those whose services come in two dialects. */
const AT_VENDORS: readonly CredentialType[] = [
	{
		displayName: 'OpenWork API',
		type: 'openWorkApi',
		async play(dialect) {
			const service = await startOpenWork({ dialect });
			const { url: baseUrl, token } = service;
			return {
				service,
				right: { baseUrl, token },
				mistakes: {
					'another token': {
						fields: { token: WRONG },
						says: 'OpenWork refused the Token. Copy it again',
					},
					'an address that goes too far': {
						fields: { baseUrl: `${baseUrl}/api` },
						says: 'There is no OpenWork server at the Base URL. Enter the address without /api',
					},
					...AT_ANY,
				},
			};
		},
	},
	{
		displayName: 'Missive API',
		type: 'missiveApi',
		async play(dialect) {
			const service = await startMissive({ dialect });
			const { baseUrl, token, url } = service;
			return {
				service,
				right: { baseUrl, token },
				mistakes: {
					'another token': {
						fields: { token: WRONG },
						says: 'Missive refused the API Token. Copy it again',
					},
					'an address that ends too early': {
						fields: { baseUrl: url },
						says: 'There is no Missive API at the Base URL. The default is https://public.missiveapp.com/v1',
					},
					...AT_ANY,
				},
			};
		},
	},
	{
		displayName: 'Conversation API',
		type: 'conversationApi',
		async play(dialect) {
			const service = await startConversation({ dialect });
			const { baseUrl, apiKey, url } = service;
			return {
				service,
				right: { baseUrl, apiKey },
				mistakes: {
					'another key': {
						fields: { apiKey: WRONG },
						says: 'The Conversation API refused the API Key. Copy it again',
					},
					'an address of something else': {
						fields: { baseUrl: `${url}/elsewhere` },
						says: 'There is no Conversation API at the Base URL. It is https://',
					},
					...AT_ANY,
				},
			};
		},
	},
	{
		displayName: 'Support Autoresponder API',
		type: 'supportAutoresponderApi',
		async play(dialect) {
			const webhookSecret = 'webhook-secret-of-the-walk';
			const service = await startAutoresponder({ secret: webhookSecret, dialect });
			const { baseUrl, apiKey } = service;
			return {
				service,
				right: { baseUrl, webhookSecret, apiKey },
				mistakes: {
					// The server that was found lists its tickets to anybody.
					...(dialect === 'documented' && {
						'another key': {
							fields: { apiKey: WRONG },
							says: 'The Support Autoresponder refused the API Key',
						},
					}),
					'an address that goes too far': {
						fields: { baseUrl: `${baseUrl}/api` },
						says: 'No Support Autoresponder answers at the Base URL. Enter the address without /api',
					},
					...AT_ANY,
				},
			};
		},
	},
];

const NO_HOOK =
	'Slack knows no such webhook: it was removed, or the URL is not whole. Create a new';

const OTHERS: readonly CredentialType[] = [
	{
		displayName: 'Slack Webhook API',
		type: 'slackWebhookApi',
		async play() {
			const service = await startSlack();
			const webhookUrl = service.addHook();
			return {
				service,
				right: { webhookUrl },
				mistakes: {
					'a webhook that is not there': {
						fields: { webhookUrl: `${webhookUrl}${WRONG}` },
						says: NO_HOOK,
					},
					'no address': { fields: { webhookUrl: WRONG }, says: 'Webhook URL' },
					'the address of a workflow of Slack': {
						fields: { webhookUrl: `https://hooks.slack.com/triggers/T0AA11BB2/1/${WRONG}` },
						says: 'This URL starts a workflow of Slack. Enter that of an incoming webhook',
					},
				},
			};
		},
	},
	{
		displayName: 'Webhook Signing Secret API',
		type: 'webhookSigningSecretApi',
		play: async () => ({
			right: { secret: 'a signing secret that is long enough' },
			mistakes: {
				none: {
					fields: { secret: '' },
					says: 'Secret is empty. Enter the secret that the other side uses',
				},
				'one that can be guessed': {
					fields: { secret: 'hush-hush' },
					says: 'Secret is too short to be safe. Use at least 16 random characters',
				},
				'half a key': {
					fields: { secret: '-----BEGIN PUBLIC KEY-----MCowBQYDK2Vw' },
					says: 'Secret cannot be a key',
				},
			},
		}),
	},
];

const CASES = [
	...AT_VENDORS.flatMap((of) => BOTH.map((dialect) => ({ ...of, dialect }))),
	...OTHERS.map((of) => ({ ...of, dialect: 'documented' as const })),
];

let rest: RestClient;
let browser: Browser;
let editor: Editor;

beforeEach(async () => {
	for (const { id } of await rest.credentials()) await rest.deleteCredential(id);
});

beforeAll(async () => {
	({ rest, browser, editor } = await openSession());
});

afterAll(async () => await browser.close());

/** What must not be shown: everything but addresses, and of the webhook of Slack its path. */
function secretsIn(fields: Fields): string[] {
	return Object.entries(fields)
		.filter(([name]) => name !== 'baseUrl')
		.map(([name, value]) => (name === 'webhookUrl' ? new URL(value).pathname : value));
}

test.each(CASES)('$displayName, $dialect', async ({ displayName, type, dialect, play }) => {
	const { service, right, mistakes } = await play(dialect);
	try {
		const form = await CredentialForm.create(editor.page, sharedWithTests().url, displayName);
		const secrets = [WRONG, ...secretsIn(right)];
		for (const [mistake, { fields, answers, says }] of Object.entries(mistakes)) {
			await form.fill({ ...right, ...fields });
			if (answers) service?.failNext(answers);
			const { passed, text } = await form.test();
			expect({ mistake, passed, text }).toEqual({
				mistake,
				passed: false,
				text: expect.stringContaining(says) as string,
			});
			for (const secret of secrets) expect(text).not.toContain(secret);
		}
		await form.fill(right);
		expect((await form.test()).passed).toBe(true);
		const saved = await rest.credentials();
		expect(saved.filter((credential) => credential.type === type)).toHaveLength(1);
	} finally {
		await service?.close();
	}
});
