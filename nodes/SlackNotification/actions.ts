import type { ActionTable } from '../shared/action/operation';
import { slackApi } from './api';
import type { SlackDeps } from './deps';
import { preview } from './operations/preview';
import { send } from './operations/send';

/** What the node can do. */
export function slackActions(deps: SlackDeps): ActionTable {
	return {
		api: slackApi,
		resources: [{ name: 'Message', value: 'message', operations: [send(deps), preview] }],
	};
}
