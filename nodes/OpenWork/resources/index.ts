import type { ActionTable } from '../../shared/action/operation';
import { openWorkApi } from '../api';
import { connection } from './connection';
import { event } from './event';
import { webhook } from './webhook';

/** What the node can do ("Managing Webhooks" of the integration guide, the app integration guide, and what the open server has beside). */
export const openWorkActions: ActionTable = {
	api: openWorkApi,
	resources: [connection, event, webhook],
};
