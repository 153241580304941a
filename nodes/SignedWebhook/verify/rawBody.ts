import { UserError } from 'n8n-workflow';

import type { Authentication } from '../../shared/receive/authenticate';
import { covers, isForm } from '../../shared/signature/content';
import type { SignableRequest, SignatureScheme } from '../../shared/signature/scheme';

/**
 * Makes sure that a signature over the bytes of the body can be checked where only what n8n made of them is there.
 *
 * @throws UserError that says what to switch on
 */
export function assertBytesNotNeeded(
	{ signature }: Authentication,
	request: SignableRequest,
): void {
	if (!signature?.schemes.some((scheme) => needsBytes(scheme, isForm(request)))) return;
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
