import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { testSigningSecret } from './testSigningSecret';

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
