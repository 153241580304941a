import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

type Context = Pick<IWebhookFunctions | IHookFunctions, 'getCredentials'>;

/** The secrets of a Webhook Signing Secret that are filled in, the current one first. */
export async function signingSecrets(context: Context): Promise<string[]> {
	const { secret, previousSecret } =
		await context.getCredentials<IDataObject>('webhookSigningSecretApi');
	return [secret, previousSecret].map((value) => String(value ?? '')).filter((text) => text !== '');
}
