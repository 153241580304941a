import type { ActionTable } from '../../shared/action/operation';
import { missiveApi } from '../api';
import { organization, sharedLabel, team, user } from './account';
import { contact } from './contact';
import { conversation } from './conversation';
import { draft } from './draft';
import { hook } from './hook';
import { message } from './message';
import { post } from './post';
import { task } from './task';

/** What the node can do (https://missiveapp.com/docs/developers/rest-api/endpoints). */
export const missiveActions: ActionTable = {
	api: missiveApi,
	resources: [
		contact,
		conversation,
		draft,
		hook,
		message,
		organization,
		post,
		sharedLabel,
		task,
		team,
		user,
	],
};
