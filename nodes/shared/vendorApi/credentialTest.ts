import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { codeOf } from './send';

/** A person looks at a spinner, and what a firewall swallows is not worth a longer wait. */
const TIMEOUT_MS = 10_000;

/** A request that tells whether a credential is right, and changes nothing at the vendor. */
export interface Probe {
	readonly method: 'GET' | 'POST';
	/** Starts with a slash. */
	readonly path: string;
	readonly body?: IDataObject;
	/** Statuses that no other server answers, and this one only when it has accepted the credential. */
	readonly works: readonly number[];
	/** What the user reads then. */
	readonly success: string;
}

/** How the credential of a vendor is tested. */
export interface CredentialCheck {
	/** The vendor's name, for messages. */
	readonly name: string;
	/** The field that holds the token, and what the form calls it. */
	readonly token: { readonly field: string; readonly label: string };
	probe(credential: ICredentialDataDecryptedObject): Probe;
	/** What to do when the token is refused. */
	readonly refused: string;
	/** What to do when something else answers at the Base URL. */
	readonly elsewhere: string;
}

/** `helpers.request` of n8n's credential tests, which takes the options of the library `request`. */
type Request = (options: object) => Promise<unknown>;

/**
 * `methods.credentialTest` of every node that has the credential: n8n runs the test of whichever node it finds first.
 *
 * A method, because only one can read the answers of all versions of n8n alike: before 2.11 a test that is declared in
 * the credential takes any status for a success where it may ignore some, and all take a page for an answer.
 *
 * @param testedBy what the nodes name for this credential
 */
export function credentialTest(testedBy: string, check: CredentialCheck) {
	return {
		async [testedBy](
			this: ICredentialTestFunctions,
			credential: ICredentialsDecrypted,
		): Promise<INodeCredentialTestResult> {
			// Of the helpers that n8n gives to a credential test, this is the only one for HTTP.
			const { request } = this.helpers;
			return await testCredential(check, credential.data ?? {}, request);
		},
	};
}

/** Asks the vendor. The message says what to do, and holds nothing of the credential or the answer. */
export async function testCredential(
	check: CredentialCheck,
	credential: ICredentialDataDecryptedObject,
	request: Request,
): Promise<INodeCredentialTestResult> {
	const baseUrl = String(credential.baseUrl ?? '').trim();
	if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
		return failure('The Base URL is no address. It begins with https:// or http://.');
	}
	const probe = check.probe(credential);
	let answer: Answer;
	try {
		const token = String(credential[check.token.field] ?? '');
		answer = await ask(`${baseUrl.replace(/\/+$/, '')}${probe.path}`, probe, token, request);
	} catch (error) {
		return failure(noAnswer(check, codeOf(error)));
	}
	const problem = problemOf(check, probe, answer);
	return problem === undefined ? { status: 'OK', message: probe.success } : failure(problem);
}

interface Answer {
	readonly status: number;
	/** Whether it is a page for people, as other servers answer. */
	readonly isPage: boolean;
}

async function ask(
	uri: string,
	{ method, body }: Probe,
	token: string,
	request: Request,
): Promise<Answer> {
	const response = (await request({
		method,
		uri,
		headers: {
			Accept: 'application/json',
			...(token && { Authorization: `Bearer ${token}` }),
			...(body && { 'Content-Type': 'application/json' }),
		},
		...(body && { body: JSON.stringify(body) }),
		timeout: TIMEOUT_MS,
		// The token is for the address that the user gave.
		followRedirect: false,
		resolveWithFullResponse: true,
		simple: false,
	})) as { statusCode: number; body: unknown };
	const isPage = typeof response.body === 'string' && response.body.trimStart().startsWith('<');
	return { status: response.statusCode, isPage };
}

function noAnswer({ token }: CredentialCheck, code: string): string {
	return code === 'ERR_INVALID_CHAR'
		? `The ${token.label} holds a character that no token has. Copy it again.`
		: `There is no answer at the Base URL. Check the address, that the server is up, and that n8n may reach it. (${code})`;
}

function problemOf(
	{ name, token, refused, elsewhere }: CredentialCheck,
	{ works }: Probe,
	{ status, isPage }: Answer,
): string | undefined {
	const because = `(status ${status})`;
	if (status >= 300 && status < 400) {
		return `The server at the Base URL sends us on to another address, where the credential was not sent. Enter that address as the Base URL. ${because}`;
	}
	if (status === 401) return `${refused} ${because}`;
	if (status === 402 || status === 403) {
		return `${name} does not let this ${token.label} in. Check its permissions and the plan of its account, or ask whoever runs the server. ${because}`;
	}
	if (status === 429) {
		return `${name} gets too many requests at the moment. Wait a minute and test again. ${because}`;
	}
	if (status >= 500) {
		return `${name} has a problem of its own. Test again later; nothing has to be changed here. ${because}`;
	}
	if (isPage) return `${elsewhere} (a page came in place of an answer)`;
	return works.includes(status) ? undefined : `${elsewhere} ${because}`;
}

function failure(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}
