import type { ActionTable } from '../../shared/action/operation';
import { autoresponderApi } from '../api';
import type { AutoresponderDeps } from '../webhook';
import { aiResponse } from './aiResponse';
import { conversation } from './conversation';
import { feedback } from './feedback';
import { ticket } from './ticket';

/** What the node can do. */
export function autoresponderActions(deps: AutoresponderDeps): ActionTable {
	return {
		api: { ...autoresponderApi, quota: deps.quota },
		resources: [aiResponse, conversation, feedback, ticket(deps)],
	};
}
