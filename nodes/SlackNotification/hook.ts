import { createHash } from 'node:crypto';

import {
	type ICredentialDataDecryptedObject,
	type INodeCredentialTestResult,
	UserError,
} from 'n8n-workflow';

import { parseTarget } from '../shared/deliver/target';
import { answerAdvice } from './advice';

/** An incoming webhook. */
export interface Hook {
	readonly url: string;
	readonly authorization?: string;
	/** To show: the whole path of such a URL is a secret. */
	readonly shown: string;
	/** What tells hooks apart, without being the URL. */
	readonly key: string;
	/** What must not show up in an answer or an error. */
	readonly confidential: readonly string[];
}

/**
 * Reads the URL of an incoming webhook: `https://hooks.slack.com/services/T…/B…/…`, or that of a system that takes
 * Slack's messages.
 *
 * @throws UserError when it is no URL, or not HTTPS without leave; never with the URL in its text
 */
export function readHook(webhookUrl: string, allowHttp: boolean): Hook {
	if (webhookUrl.trim() === '') {
		throw new UserError('The Slack Webhook credential has no URL', {
			description: 'Open the credential and enter the URL of the incoming webhook.',
		});
	}
	const { url, authorization, confidential } = parseTarget(webhookUrl, allowHttp);
	const { origin, pathname } = new URL(url);
	return {
		url,
		authorization,
		shown: `${origin}/***`,
		key: createHash('sha256').update(url).digest('hex'),
		confidential: [url, pathname, ...pathname.split('/').slice(-1), ...confidential],
	};
}

/** Hosts of Slack, of which the paths of incoming webhooks are known. */
const SLACK_HOST = /^hooks\.slack(-gov)?\.com$/;

const SLACK_PATH = /^\/services\/T\w+\/B\w+\/\w+$/;

/** What Slack answers to a message without text when the webhook is one that works. */
const WORKING = ['no_text', 'missing_text', 'missing_text_or_fallback_or_attachments'];

/** What a firewall swallows is not worth a longer wait. */
const TIMEOUT_MS = 10_000;

/** `helpers.request` of n8n's credential tests, which takes the options of the library `request`. */
type Request = (options: object) => Promise<unknown>;

/**
 * Tests an incoming webhook without posting to its channel: a message with an empty text. Slack looks for the webhook
 * first, and says what is wrong with that; of one that works it says that the text is missing, and posts nothing.
 * `no_text` is documented ("Handling errors" of Slack's page on incoming webhooks), and secret scanners (TruffleHog,
 * KeyHacks) tell live webhooks from dead ones in this way. What n8n takes for a failed request is the success here, so
 * the test cannot be declared in the credential.
 */
export async function testHook(
	credential: ICredentialDataDecryptedObject,
	request: Request,
): Promise<INodeCredentialTestResult> {
	let hook: Hook;
	try {
		hook = readHook(String(credential.webhookUrl ?? ''), true);
	} catch (error) {
		return failure((error as Error).message);
	}
	const problem = addressProblem(new URL(hook.url));
	if (problem !== undefined) return failure(problem);

	try {
		const { statusCode, answer } = await postEmptyText(hook, request);
		if (WORKING.includes(answer)) {
			return { status: 'OK', message: 'The webhook works. Nothing was posted to test it.' };
		}
		return failure(answerAdvice(statusCode, answer));
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
		return failure(`Slack cannot be reached. Check the URL, and the network of n8n.${code}`);
	}
}

async function postEmptyText(
	{ url, authorization }: Hook,
	request: Request,
): Promise<{ statusCode: number; answer: string }> {
	const { statusCode, body } = (await request({
		method: 'POST',
		uri: url,
		headers: {
			'Content-Type': 'application/json',
			...(authorization === undefined ? {} : { Authorization: authorization }),
		},
		body: JSON.stringify({ text: '' }),
		timeout: TIMEOUT_MS,
		followRedirect: false,
		resolveWithFullResponse: true,
		simple: false,
	})) as { statusCode: number; body: unknown };
	return { statusCode, answer: typeof body === 'string' ? body.trim() : '' };
}

/** What can be seen of an address of Slack without asking; other hosts have paths of their own. */
function addressProblem({ hostname, pathname }: URL): string | undefined {
	if (!SLACK_HOST.test(hostname) || SLACK_PATH.test(pathname)) return undefined;
	if (/^\/(triggers|workflows)\//.test(pathname)) {
		return 'This URL starts a workflow of Slack. Enter that of an incoming webhook: it has /services/ in it.';
	}
	return 'This is not the whole URL of an incoming webhook. Copy it again from the settings of your Slack app.';
}

function failure(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}
