import type { ActionTable } from '../shared/action/operation';
import { preview } from './operations/preview';
import { send } from './operations/send';
import { slackApi, type SlackDeps } from './slackApi';

/** What the node can do. */
export function slackActions(deps: SlackDeps): ActionTable {
	return {
		api: slackApi,
		resources: [{ name: 'Message', value: 'message', operations: [send(deps), preview] }],
	};
}
