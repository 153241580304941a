import type { ActionTable } from '../../shared/action/operation';
import { openWorkApi } from '../api';
import { connection } from './connection';
import { webhook } from './webhook';

/** What the node can do ("Managing Webhooks" of the integration guide, and the app integration guide). */
export const openWorkActions: ActionTable = {
	api: openWorkApi,
	resources: [connection, webhook],
};
