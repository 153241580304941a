import { NodeOperationError } from 'n8n-workflow';

import type { Registration } from '../../shared/register/hooks';
import { secretProblem } from '../../shared/signature/keys';
import { signingSecrets } from '../../shared/signature/signingSecret';
import { readTriggerSettings, wantedTypes } from './source';

/**
 * There is no API to register with: the user gives the URL to the sender. What is wrong stands in the message, because
 * the editor shows no more than that of an error while publishing.
 */
export const signedWebhookRegistration: Registration = {
	async validate(context) {
		const { scheme, eventType } = readTriggerSettings(context);
		if (wantedTypes(context).length > 0 && !eventType) {
			throw new NodeOperationError(
				context.getNode(),
				'Event Types is filled in, but nothing says of which type an event is. Leave it empty to take every event, set Signature to a sender that names its types, or to Custom and say under Event Type where the type stands.',
			);
		}
		const [current, previous] = await signingSecrets(context);
		const problem =
			problemOf('Secret', secretProblem(scheme, current, 'verify')) ??
			problemOf('Previous Secret', previous && secretProblem(scheme, previous, 'verify'));
		if (problem === undefined) return;
		throw new NodeOperationError(
			context.getNode(),
			`The Webhook Signing Secret does not fit the signature ${scheme.id}. ${problem}`,
		);
	},
};

function problemOf(field: string, problem: string | undefined): string | undefined {
	return problem ? `${field}: ${problem}. Copy it from the sender whole.` : undefined;
}
