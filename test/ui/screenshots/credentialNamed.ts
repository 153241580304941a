import type { RestClient } from '../../support/rest';
import type { Credential } from '../../support/rest.types';

/** What n8n calls a credential that its user makes. */
const NAMES: Readonly<Record<string, string>> = {
	missiveApi: 'Missive account',
	openWorkApi: 'OpenWork account',
	conversationApi: 'Conversation API account',
	supportAutoresponderApi: 'Support Autoresponder account',
	slackWebhookApi: 'Slack Webhook account',
	webhookSigningSecretApi: 'Webhook Signing Secret account',
};

/** A credential with the name that n8n would give it. */
export async function credentialNamed(
	rest: RestClient,
	type: string,
	data: Record<string, unknown>,
): Promise<Credential> {
	const credential = { ...(await rest.createCredential(type, data)), name: NAMES[type] ?? type };
	await rest.updateCredential(credential, data);
	return credential;
}
