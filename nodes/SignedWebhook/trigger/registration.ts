import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import type { Registration } from '../../shared/register/hooks';
import { hmacKey, isPublicKey } from '../../shared/signature/keys';
import { signingSecrets } from '../../shared/signature/signingSecret';
import { readTriggerSettings, type TriggerSettings, wantedTypes } from './source';

/** There is no API to register with: the user gives the URL to the sender. */
export const signedWebhookRegistration: Registration = {
	async validate(context) {
		const { scheme, eventType } = readChecked(context);
		if (wantedTypes(context).length > 0 && !eventType) {
			throw new NodeOperationError(
				context.getNode(),
				'Event Types is filled in, but nothing says of which type an event is',
				{
					description:
						'Leave Event Types empty to take every event. To choose, set Signature to a sender that names its types, or to Custom, and say under Event Type where the type stands.',
				},
			);
		}
		const [current] = await signingSecrets(context);
		if (current === '') {
			throw new NodeOperationError(context.getNode(), 'The Webhook Signing Secret has no secret', {
				description: 'Open the credential and enter the secret that the sender signs with.',
			});
		}
		if (isPublicKey(scheme, current) || hmacKey(scheme, current)) return;
		throw new NodeOperationError(
			context.getNode(),
			`The secret does not fit the signature ${scheme.id}`,
			{
				description:
					'It has to be copied from the sender whole: whsec_ and Base64 behind it, or whpk_ for a public key.',
			},
		);
	},
};

function readChecked(context: IHookFunctions): TriggerSettings {
	try {
		return readTriggerSettings(context);
	} catch (error) {
		throw new NodeOperationError(context.getNode(), error as Error);
	}
}
