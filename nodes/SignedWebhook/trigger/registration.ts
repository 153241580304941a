import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import type { Registration } from '../../shared/register/hooks';
import { secretProblem } from '../../shared/signature/keys';
import type { SignatureScheme } from '../../shared/signature/scheme';
import { signingSecrets, verificationToken } from '../../shared/signature/signingSecret';
import { type DescribedSender, describedSender, wantedTypes } from '../describedSender';
import { neverOccurring } from '../senders/eventTypes';

/**
 * There is no API to register with: the user gives the URL to the sender. What is wrong stands in the message, because
 * the editor shows no more than that of an error while publishing.
 */
export const signedWebhookRegistration: Registration = {
	async validate(context) {
		const sender = describedSender(context);
		const problem =
			typesProblem(sender, wantedTypes(context)) ?? (await secretsProblem(context, sender));
		if (problem !== undefined) throw new NodeOperationError(context.getNode(), problem);
	},
};

function typesProblem(
	{ eventType }: DescribedSender,
	wanted: readonly string[],
): string | undefined {
	if (wanted.length === 0) return undefined;
	if (!eventType) {
		return 'Event Types is filled in, but nothing says of which type an event is. Say in Event Type From where the type stands, or leave Event Types empty to take every event.';
	}
	const never = neverOccurring(eventType, wanted);
	if (never.length === 0) return undefined;
	return `This sender has no event of the type ${never.join(', ')}, so that none would start the workflow. Its types are written like ${eventType.examples.join(', ')}.`;
}

async function secretsProblem(
	context: IHookFunctions,
	{ schemes, handshakes = [] }: DescribedSender,
): Promise<string | undefined> {
	const [current, previous] = await signingSecrets(context);
	const isBrought = handshakes.some(({ bringsSecret }) => bringsSecret);
	const problem =
		(current === '' && isBrought ? undefined : problemOf('Secret', schemes, current)) ??
		(previous === '' ? undefined : problemOf('Previous Secret', schemes, previous));
	if (problem !== undefined) {
		return `The Webhook Signing Secret does not fit the signature ${schemes[0].id}. ${problem}. Copy it from the sender whole.`;
	}
	const needsToken = handshakes.some(({ proof }) => typeof proof === 'object');
	if (!needsToken || (await verificationToken(context)) !== '') return undefined;
	return 'This sender tries the URL with a token. Enter one of your own as Verification Token in the Webhook Signing Secret, and the same one at the sender.';
}

/** Undefined where one of the ways to sign can be checked with the secret. */
function problemOf(
	field: string,
	schemes: readonly SignatureScheme[],
	secret: string,
): string | undefined {
	const problems = schemes.map((scheme) => secretProblem(scheme, secret, 'verify'));
	return problems.includes(undefined) ? undefined : `${field}: ${problems[0]}`;
}
