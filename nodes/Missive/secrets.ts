import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

interface MissiveCredential {
	readonly signatureSecret?: string;
	readonly previousSignatureSecret?: string;
}

/** The signature secrets of the credential that are filled in, the current one first. */
export async function signatureSecrets(
	context: IHookFunctions | IWebhookFunctions,
): Promise<string[]> {
	const { signatureSecret = '', previousSignatureSecret = '' } =
		await context.getCredentials<MissiveCredential>('missiveApi');
	return [signatureSecret, previousSignatureSecret].filter((secret) => secret !== '');
}
