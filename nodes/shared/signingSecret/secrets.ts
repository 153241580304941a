import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

type Context = Pick<IWebhookFunctions | IHookFunctions, 'getCredentials'>;

/** The secrets of a Webhook Signing Secret: current and previous, empty where there is none. */
export async function signingSecrets(context: Context): Promise<[string, string]> {
	const { secret, previousSecret } =
		await context.getCredentials<IDataObject>('webhookSigningSecretApi');
	return [String(secret ?? ''), String(previousSecret ?? '')];
}
