import { UserError } from 'n8n-workflow';

import { refuse, type Refusal } from '../../shared/receive/answer';
import { type Authentication, isUsed } from '../../shared/receive/authenticate';
import type { IncomingWebhook } from '../../shared/receive/request';
import { covers, isForm } from '../../shared/signature/content';
import type { SignatureScheme } from '../../shared/signature/scheme';

/** n8n takes such a body apart while it reads it, and keeps no bytes. */
export const MULTIPART = 'multipart/form-data';

/**
 * Refuses a signature over the bytes of a body whose sender chose a type of which n8n keeps none.
 *
 * @throws UserError that says what to switch on, where n8n can keep them
 */
export function checkBytes(
	{ signature }: Authentication,
	webhook: IncomingWebhook,
): Refusal | undefined {
	const schemes = signature?.schemes ?? [];
	const used = schemes.length > 1 ? schemes.filter((scheme) => isUsed(scheme, webhook)) : schemes;
	if (!used.some((scheme) => needsBytes(scheme, isForm(webhook)))) return undefined;
	if (webhook.contentType === MULTIPART) {
		return refuse(415, 'contentType', 'A body that is signed as a whole cannot be multipart');
	}
	throw new UserError('The Webhook node does not pass on the raw body, which is what is signed', {
		description:
			'In the Webhook node switch on Raw Body under Options. With its option No Response Body, Raw Body is not offered: remove that one first. Nodes between the Webhook node and this one have to pass on the binary file.',
	});
}

function needsBytes(scheme: SignatureScheme, isForm: boolean): boolean {
	if (scheme.kind === 'token') return false;
	const bytes = ['body', 'bodyHash'];
	if (scheme.kind === 'jwt') {
		return Object.values(scheme.claims ?? {}).some((claim) => covers(claim, ...bytes));
	}
	const { content, bodyHash } = scheme;
	const isHashed = bodyHash !== undefined && !(isForm && covers(content, 'form'));
	return covers(content, ...bytes) || isHashed;
}
