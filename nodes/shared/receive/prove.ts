import type { IDataObject } from 'n8n-workflow';

import { comeBack, isRefusal, type Refusal } from './answer';
import type { Authentication } from './authenticate';
import type { Case } from './event';
import type { Receiving } from './receiving';
import type { SecretSource, WebhookSource } from './source';

/** When to come back while the node's hooks are being changed. */
const CHANGING_SECONDS = 5;

/**
 * Checks a request against what its sender has to prove.
 *
 * Credentials are remembered for up to 10 s, so that they cost nothing on the way of a request. What does not fit them is
 * checked once more with what stands in the database now. While this process changes the node's hooks at the vendor, who
 * proves nothing is told to come back: what is right may be known only after that, and 401 is final for some senders.
 */
export function prover(
	{ context, state, mode }: Receiving,
	source: WebhookSource,
): Case['against'] {
	const credentials = state.credentials.for(context);
	const from: SecretSource = {
		getCredentials: async (type) => await credentials.getCredentials(type),
		async ownSecrets({ credential, field }) {
			const { [field]: token } = await credentials.getCredentials<IDataObject>(credential);
			return state.acceptedSecrets(String(token ?? ''), mode);
		},
	};
	return async <Outcome extends object>(
		check: (authentication: Authentication) => Outcome | Refusal,
	) => {
		const attempt = async () => {
			const authentication = await source.authentication(context, from);
			return check(source.handshakes ? withBrought(authentication) : authentication);
		};
		let outcome = await attempt();
		if (isRefusal(outcome) && credentials.outdated()) outcome = await attempt();
		if (!isRefusal(outcome) || !state.isChanging) return outcome;
		return comeBack(CHANGING_SECONDS, 'registering', 'The webhook is being registered or removed');
	};

	/** A secret that the sender has brought counts beside those of the credential. */
	function withBrought(authentication: Authentication): Authentication {
		const brought = state.broughtSecret(mode);
		const { signature } = authentication;
		if (brought === undefined || !signature) return authentication;
		const secrets = [...signature.secrets, brought];
		return { ...authentication, signature: { ...signature, secrets } };
	}
}
