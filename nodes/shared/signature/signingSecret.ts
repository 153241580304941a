import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	IHookFunctions,
	INodeCredentialTestResult,
	IWebhookFunctions,
} from 'n8n-workflow';

import { malformedKey } from './keys';

/** Characters below which a secret can be guessed. */
const MINIMUM_LENGTH = 16;

/** For basic authentication, where the other side may have chosen a short password. */
const USER_AND_PASSWORD = /^[^:]+:./;

/**
 * Tests a Webhook Signing Secret without a server: whether its secrets are fit for use, and if not, what to do.
 * The message holds no part of a secret.
 */
export function testSigningSecret(
	credential: ICredentialDataDecryptedObject,
): INodeCredentialTestResult {
	const [secret, previous] = secretsOf(credential);
	const problem = secretError(secret) ?? keyError('Previous Secret', previous);
	return problem === undefined
		? { status: 'OK', message: 'The secret is fit for use' }
		: { status: 'Error', message: problem };
}

function secretError(secret: string): string | undefined {
	if (secret === '') {
		return 'Secret is empty. Enter the secret that the other side uses. Only a sender that brings its secret with its first request, such as Asana, does without one.';
	}
	if (secret.length < MINIMUM_LENGTH && !USER_AND_PASSWORD.test(secret)) {
		return `Secret is too short to be safe. Use at least ${MINIMUM_LENGTH} random characters, here and at the other side.`;
	}
	return keyError('Secret', secret);
}

function keyError(field: string, secret: string): string | undefined {
	const problem = malformedKey(secret);
	return problem && `${field} cannot be a key: ${problem}. Copy it whole.`;
}

/**
 * `methods.credentialTest` of every node that uses a Webhook Signing Secret: n8n runs the test of whichever node it
 * finds first.
 */
export const signingSecretTest = {
	async webhookSigningSecretTest(
		this: ICredentialTestFunctions,
		credential: ICredentialsDecrypted,
	): Promise<INodeCredentialTestResult> {
		return testSigningSecret(credential.data ?? {});
	},
};

type Context = Pick<IWebhookFunctions | IHookFunctions, 'getCredentials'>;

/** The secrets of a Webhook Signing Secret: current and previous, empty where there is none. */
export async function signingSecrets(context: Context): Promise<[string, string]> {
	return secretsOf(await context.getCredentials<IDataObject>('webhookSigningSecretApi'));
}

/** The token by which some senders are believed when they try the URL; empty where the user has entered none. */
export async function verificationToken(context: Context): Promise<string> {
	const { verificationToken: token } =
		await context.getCredentials<IDataObject>('webhookSigningSecretApi');
	return String(token ?? '').trim();
}

/** Blanks and line breaks around a secret come from pasting. */
function secretsOf({ secret, previousSecret }: IDataObject): [string, string] {
	return [String(secret ?? '').trim(), String(previousSecret ?? '').trim()];
}
