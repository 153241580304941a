import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { AUTORESPONDER_CREDENTIAL } from './api';

type Context = IHookFunctions | IWebhookFunctions;

/** The event types that start the workflow; `*` stands for all. */
export function selectedTypes(context: Context): string[] {
	return context.getNodeParameter('eventTypes', []) as string[];
}

/** The webhook secrets of the credential that are filled in, the current one first. */
export async function webhookSecrets(context: Context): Promise<string[]> {
	const { webhookSecret, previousWebhookSecret } =
		await context.getCredentials<IDataObject>(AUTORESPONDER_CREDENTIAL);
	return [webhookSecret, previousWebhookSecret]
		.map((secret) => String(secret ?? ''))
		.filter((secret) => secret !== '');
}
