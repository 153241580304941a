import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { isHeaderName } from '../shared/lib/headers';
import { assertSelected, selectedTypes } from '../shared/receive/eventTypes';
import { signingSecrets } from '../shared/signature/signingSecret';
import { credentialTokens, requiresSignature, signatureScheme } from './authentication';
import { fieldsOf, isManual, readConversationSettings } from './settings';

/** Characters below which a token can be guessed. */
const MINIMUM_TOKEN_LENGTH = 16;

/**
 * Refuses settings with which a conversation could not be created, or its callbacks not be authenticated.
 *
 * @throws NodeOperationError
 */
export async function validate(context: IHookFunctions): Promise<void> {
	assertSelected(context.getNode(), selectedTypes(context));
	if (isManual(context)) await checkCallbackToken(context);
	else {
		checkAddress(context);
		readConversationSettings(context.getNode(), fieldsOf(context));
	}
	if (requiresSignature(context)) await checkSignatureSettings(context);
}

/**
 * "Security Requirements" of the integration guide: HTTPS is mandatory. The vendor may notice only when it calls, and by
 * then there is a conversation that nobody can delete.
 */
function checkAddress(context: IHookFunctions): void {
	const url = context.getNodeWebhookUrl('default') ?? '';
	if (/^https:/i.test(url)) return;
	throw new NodeOperationError(
		context.getNode(),
		'No conversation was created, for the vendor calls HTTPS addresses only, and this n8n is not known under one',
		{
			description: `The callback URL would be ${url}. Set the environment variable WEBHOOK_URL of n8n to the public address that begins with https:// and restart n8n.`,
		},
	);
}

async function checkCallbackToken(context: IHookFunctions): Promise<void> {
	const [current] = await credentialTokens(context);
	if (current.length >= MINIMUM_TOKEN_LENGTH) return;
	const problem = current === '' ? 'holds no' : 'holds too short a';
	throw new NodeOperationError(
		context.getNode(),
		`The Conversation API credential ${problem} Callback Token`,
		{
			description: `Enter at least ${MINIMUM_TOKEN_LENGTH} random letters and digits there, and add them to the callback URL as ?token=…, so that nobody else can start this workflow.`,
		},
	);
}

async function checkSignatureSettings(context: IHookFunctions): Promise<void> {
	if (!isHeaderName(signatureScheme(context).id)) {
		throw new NodeOperationError(
			context.getNode(),
			'The Signature Header is not the name of a header',
			{ description: 'Enter the header that carries the signature, for example X-Signature.' },
		);
	}
	const [secret] = await signingSecrets(context);
	if (secret.trim() !== '') return;
	throw new NodeOperationError(context.getNode(), 'The Webhook Signing Secret has no secret', {
		description: 'Open the credential and enter the secret that the sender signs with.',
	});
}
