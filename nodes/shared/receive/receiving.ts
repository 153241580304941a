import type { IWebhookFunctions } from 'n8n-workflow';

import { modeOfRequest, type NodeState } from '../state/node';
import type { Mode } from '../state/registration';
import type { StateStore } from '../state/store';
import type { RefusalReason } from './answer';

/** A request that is being received, and what is known of the node that it came to. */
export interface Receiving {
	readonly context: IWebhookFunctions;
	readonly state: NodeState;
	/** The test URL or the production URL. */
	readonly mode: Mode;
	/** Counts something that does not start the workflow, and says so in n8n's log at most once a minute a node. */
	note(reason: 'notSelected' | 'duplicate' | RefusalReason, eventType: string | null): void;
}

/** Looks up what is known of the context's node. */
export function startReceiving(
	context: IWebhookFunctions,
	{ store, nowMs }: { readonly store: StateStore; nowMs(): number },
): Receiving {
	const state = store.of(context);
	const mode = modeOfRequest(context);
	return {
		context,
		state,
		mode,
		note(reason, eventType) {
			const told = state.ignored[mode].note(reason, eventType, nowMs());
			if (told === undefined) return;
			const line = `Requests to the node "${context.getNode().name}" that did not start its workflow: ${told}`;
			if (reason === 'notSelected' || reason === 'duplicate') context.logger.info(line);
			else context.logger.warn(line);
		},
	};
}
